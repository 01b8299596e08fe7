import { writeFile } from 'node:fs/promises';
import { createReportCounter, ReportedMember } from '../../../operations/groups/report.ts';
import type { Context } from '../../framework/context.ts';
import { CliError, usageError } from '../../framework/errors/cli-error.ts';
import { createProgressLine } from '../../framework/output/progress-line.ts';
import { createGroupPorts, readGroupRow } from '../group-ports.ts';
import { formatCount } from '../group-text.ts';
import { renderReport } from './render-report.ts';

/** Reads every member of a group once, and writes the report as a page, or prints its figures. */
export const reportGroup = async (
  { output, connect }: Context,
  group: string,
  { html: file }: { readonly html?: string | undefined },
): Promise<undefined> => {
  if (file === undefined && !output.isJson) {
    throw usageError('Specify a file with --html, or --json for the figures alone.');
  }
  const service = await connect();
  const ports = createGroupPorts(service, output);
  const row = await readGroupRow(ports, group);
  const counter = createReportCounter();
  const line = createProgressLine(output);
  let read = 0;
  for await (const members of ports.members.rows(group, ReportedMember)) {
    for (const member of members) counter.add(member);
    read += members.length;
    line.show(`${formatCount(read)} jobs read`);
  }
  line.clear();
  const report = counter.result(row, ports.deps.now());
  if (file !== undefined) {
    await write(file, renderReport(report, service.place));
  }
  if (output.isJson) output.json(report);
  else output.print(`Wrote ${file}.`);
};

const write = async (file: string, page: string): Promise<void> => {
  try {
    await writeFile(file, page);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`Cannot write --html ${file}: ${why}.`, { cause });
  }
};
