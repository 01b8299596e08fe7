/** What an endpoint can receive; `standard` is the event's own body. */
export const FORMATS = ['standard', 'cloudevents', 'slack', 'teams'] as const;

/** One of {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];
