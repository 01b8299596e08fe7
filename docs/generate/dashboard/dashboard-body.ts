import * as z from 'zod';

const place = { x: z.number(), y: z.number(), width: z.number(), height: z.number() };

const LineOptions = z.object({
  label: z.string(),
  color: z.string().optional(),
  expression: z.string().optional(),
  visible: z.boolean().default(true),
});

/** The last part of a line tells how it is shown; the others are the metric. */
const Line = z.array(z.unknown()).transform((parts) => LineOptions.parse(parts.at(-1)));

const Annotation = z.object({ value: z.number(), label: z.string(), color: z.string() });

const Graph = z.object({
  type: z.literal('metric'),
  ...place,
  properties: z.object({
    title: z.string(),
    stacked: z.boolean().default(false),
    metrics: z.array(Line).transform((lines) => lines.filter(({ visible }) => visible)),
    annotations: z.object({ horizontal: z.array(Annotation) }).optional(),
  }),
});

const LogTable = z.object({
  type: z.literal('log'),
  ...place,
  properties: z.object({ title: z.string(), query: z.string() }),
});

const AlarmStates = z.object({
  type: z.literal('alarm'),
  ...place,
  properties: z.object({ title: z.string(), alarms: z.array(z.string()) }),
});

const Words = z.object({
  type: z.literal('text'),
  ...place,
  properties: z.object({ markdown: z.string() }),
});

/** The body of a dashboard, as far as it is drawn. */
export const DashboardBody = z.object({
  widgets: z.array(z.discriminatedUnion('type', [Graph, LogTable, AlarmStates, Words])),
});

/** A dashboard with the severities of its alarms, by their names. */
export interface Dashboard extends z.output<typeof DashboardBody> {
  readonly severities: ReadonlyMap<string, string>;
}

/** One widget. */
export type Widget = Dashboard['widgets'][number];

/** One widget of a type. */
export type WidgetOf<Type extends Widget['type']> = Extract<Widget, { readonly type: Type }>;
