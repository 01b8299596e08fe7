import type { NoticeEvent } from '../../lambdas/intake/handler.ts';

/** An event of SNS, as far as `intake` reads it. */
export const noticeEvent = (messages: readonly string[]): NoticeEvent => ({
  Records: messages.map((Message) => ({ Sns: { Message } })),
});
