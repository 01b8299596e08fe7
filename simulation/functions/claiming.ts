import type { ResourceAnswer } from '../../lambdas/core/function/resource-answer.ts';
import { timeForVaults } from '../../lambdas/vault-notifications/deadline.ts';
import { createVaultNotifications } from '../../lambdas/vault-notifications/handler.ts';
import type { Service } from '../service.ts';
import type { Boot } from './lambda.ts';
import { PLACE } from './place.ts';
import { askGlacier, reachGlacier, silent, toolsOf } from './tools.ts';

/** Starts a copy of the real `vault-notifications`, whose answers go to a listener. */
export const bootVaultNotifications =
  (service: Service, onAnswer: (answer: ResourceAnswer) => void): Boot<unknown> =>
  (instance) => {
    const tools = toolsOf(service.world, instance);
    const { call } = tools;
    const { vaults, world } = service;
    const ask = askGlacier(service, tools);
    const fulfil = createVaultNotifications({
      vaults: {
        read: (name) => ask('vault read', () => vaults.read(name)),
        set: (name, configuration) => ask('vault set', () => vaults.set(name, configuration)),
        remove: (name) => ask('vault remove', () => vaults.remove(name)),
      },
      lists: reachGlacier(service, tools),
      records: {
        list: () => call('records list', () => [...vaults.records.values()]),
        keep: (record) =>
          call('record keep', () => void vaults.records.set(record.vaultName, record)),
        forget: (name) => call('record forget', () => void vaults.records.delete(name)),
      },
      stackState: { isRollingBack: () => call('stack state', () => false) },
      answer: (_url, answer) => call('answer', () => onAnswer(answer)),
      stack: PLACE,
      wait: tools.wait,
      ...silent,
    });
    return async (event, remainingMs) => {
      const over = new AbortController();
      const timer = world.time.after(timeForVaults(remainingMs()), () => over.abort());
      await fulfil(event, over.signal);
      timer.cancel();
    };
  };
