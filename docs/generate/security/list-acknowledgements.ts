import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import * as z from 'zod';

const Acknowledged = z.record(z.string(), z.string());

/** A finding that is no fault, for one reason, in one or more places. */
export interface Acknowledgement {
  /** The rule, with what was found in brackets where that makes a difference. */
  readonly rule: string;
  readonly reason: string;
  /** The paths of the constructs that it was said of. */
  readonly places: readonly string[];
}

/** Lists what the constructs below one say of findings, each rule and reason once. */
export const listAcknowledgements = (root: IConstruct): readonly Acknowledgement[] => {
  const said = root.node.findAll().flatMap(saidOf);
  const groups = Object.values(
    Object.groupBy(said, ({ rule, reason }) => JSON.stringify([rule, reason])),
  );
  return groups
    .flatMap((group = []) => {
      const [first] = group;
      const places = group.map(({ path }) => path).sort();
      return first === undefined ? [] : [{ rule: first.rule, reason: first.reason, places }];
    })
    .sort((one, other) => one.rule.localeCompare(other.rule));
};

const saidOf = ({ node }: IConstruct) =>
  node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(Acknowledged.parse(data)))
    .map(([id, reason]) => ({ rule: id.replace(/^Annotation::/i, ''), reason, path: node.path }));
