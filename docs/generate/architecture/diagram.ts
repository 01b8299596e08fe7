/** What a node stands for; it decides how it is drawn. */
export type NodeKind =
  | 'function'
  | 'table'
  | 'queue'
  | 'failures'
  | 'topic'
  | 'clock'
  | 'rule'
  | 'outside';

/** A resource, or a neighbour of the service. */
export interface DiagramNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  /** The construct that it belongs to, which keeps its nodes together. */
  readonly group?: string | undefined;
}

/** What flows from one node to another. */
export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  readonly label?: string | undefined;
  /**
   * `use`: a function reads or writes. `question`: it asks, against the arrow. `failure`: what has
   * failed goes there.
   */
  readonly kind: 'event' | 'use' | 'question' | 'failure';
}
