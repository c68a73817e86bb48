import { randomUUID } from 'node:crypto';
import { type FakeServer, ServiceError, startHttpServer } from '../unit/operator/fake-services.ts';
import { matchesPattern } from './log-pattern.ts';

export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

export interface FakeLogs extends FakeServer {
  /** Log group → its events, in the order in which they were written. */
  readonly groups: Map<string, LogEvent[]>;
  /** What was asked, in order. */
  readonly requests: Record<string, unknown>[];
}

interface Page {
  readonly request: string;
  readonly events: readonly object[];
}

const pageSize = 3;
const known = ['logGroupName', 'startTime', 'endTime', 'filterPattern', 'nextToken', 'limit'];

/**
 * CloudWatch Logs as its API reference has it, FilterLogEvents alone: anything else, or anything wrong about it, is refused. Pages are
 * short, and some are empty although more follow.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export async function startFakeLogs(): Promise<FakeLogs> {
  const groups = new Map<string, LogEvent[]>();
  const requests: Record<string, unknown>[] = [];
  const pages = new Map<string, Page>();
  const answer = (input: Record<string, unknown>) => {
    requests.push(input);
    check(input, groups);
    const { nextToken, ...request } = input;
    const asked = JSON.stringify(request);
    const page =
      nextToken === undefined ? { request: asked, events: select(input, groups) } : pages.get(String(nextToken));
    // A token serves once, and only the request that it came from.
    pages.delete(String(nextToken));
    if (page?.request !== asked)
      throw new ServiceError('InvalidParameterException', { message: 'the nextToken is invalid' });
    const isEmpty = nextToken === undefined && page.events.length > pageSize;
    const events = isEmpty ? [] : page.events.slice(0, pageSize);
    const rest = page.events.slice(events.length);
    if (rest.length === 0) return { events, searchedLogStreams: [] };
    const token = randomUUID();
    pages.set(token, { request: asked, events: rest });
    return { events, searchedLogStreams: [], nextToken: token };
  };
  const server = await startHttpServer(({ headers, body }, response) => {
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    try {
      if (headers['x-amz-target'] !== 'Logs_20140328.FilterLogEvents')
        throw new ServiceError('UnknownOperationException');
      if (headers['content-type'] !== 'application/x-amz-json-1.1') throw new ServiceError('SerializationException');
      if (
        !/^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[a-z0-9-]+\/logs\/aws4_request, /.test(headers.authorization ?? '')
      ) {
        throw new ServiceError('MissingAuthenticationTokenException');
      }
      response.end(JSON.stringify(answer(JSON.parse(body.toString()) as Record<string, unknown>)));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      response.writeHead(400).end(JSON.stringify({ __type: error.message, ...error.fields }));
    }
  });
  return { ...server, groups, requests };
}

function check(input: Record<string, unknown>, groups: ReadonlyMap<string, unknown>): void {
  const { logGroupName, startTime, endTime } = input;
  const refuse = (message: string) => new ServiceError('InvalidParameterException', { message });
  const unknown = Object.keys(input).find((name) => !known.includes(name));
  if (unknown !== undefined) throw refuse(`unknown parameter ${unknown}`);
  for (const time of [startTime, endTime]) {
    if (time !== undefined && !(Number.isInteger(time) && Number(time) >= 0))
      throw refuse('a time is not in milliseconds');
  }
  if (Number(endTime) < Number(startTime)) throw refuse('the end is before the start');
  if (!groups.has(String(logGroupName))) {
    throw new ServiceError('ResourceNotFoundException', { message: 'The specified log group does not exist.' });
  }
}

function select(
  { logGroupName, startTime = 0, endTime, filterPattern }: Record<string, unknown>,
  groups: ReadonlyMap<string, readonly LogEvent[]>,
) {
  const last = endTime === undefined ? Number.POSITIVE_INFINITY : Number(endTime);
  return (groups.get(String(logGroupName)) ?? [])
    .map((event, index) => ({
      ...event,
      eventId: `${logGroupName}/${index}`,
      logStreamName: 'stream',
      ingestionTime: event.timestamp,
    }))
    .filter(({ timestamp }) => timestamp >= Number(startTime) && timestamp <= last)
    .filter(({ message }) => filterPattern === undefined || matchesPattern(String(filterPattern), message))
    .toSorted((one, other) => one.timestamp - other.timestamp);
}
