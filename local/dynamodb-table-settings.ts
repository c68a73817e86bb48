import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type { TimeToLive } from './dynamodb-time-to-live.ts';

interface Parameters {
  readonly TableName: string;
  readonly TimeToLiveSpecification?: { readonly AttributeName: string; readonly Enabled: boolean };
}

/** Answers the operations dynalite does not have: time to live is kept and swept, continuous backups are always off. */
export function answerTableSettings(server: Server, timeToLive: TimeToLive): void {
  const continuousBackups = () => ({
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
    },
  });
  const operations = new Map<unknown, (parameters: Parameters) => object>([
    ['DynamoDB_20120810.UpdateTimeToLive', (parameters) => updateTimeToLive(timeToLive, parameters)],
    ['DynamoDB_20120810.DescribeTimeToLive', (parameters) => describeTimeToLive(timeToLive, parameters)],
    ['DynamoDB_20120810.UpdateContinuousBackups', continuousBackups],
    ['DynamoDB_20120810.DescribeContinuousBackups', continuousBackups],
  ]);
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const operation = operations.get(request.headers['x-amz-target']);
    if (!operation) {
      for (const listener of listeners) listener(request, response);
      return;
    }
    readParameters(request).then(
      (parameters) => {
        response.setHeader('content-type', 'application/x-amz-json-1.0');
        response.end(JSON.stringify(operation(parameters)));
      },
      () => {
        response.statusCode = 400;
        response.end(JSON.stringify({ __type: 'com.amazon.coral.service#SerializationException' }));
      },
    );
  });
}

async function readParameters(request: IncomingMessage): Promise<Parameters> {
  return JSON.parse(await text(request));
}

function updateTimeToLive(timeToLive: TimeToLive, { TableName, TimeToLiveSpecification }: Parameters): object {
  timeToLive.set(TableName, TimeToLiveSpecification?.Enabled ? TimeToLiveSpecification.AttributeName : undefined);
  return { TimeToLiveSpecification };
}

function describeTimeToLive(timeToLive: TimeToLive, { TableName }: Parameters): object {
  const AttributeName = timeToLive.attributes.get(TableName);
  return {
    TimeToLiveDescription: AttributeName
      ? { TimeToLiveStatus: 'ENABLED', AttributeName }
      : { TimeToLiveStatus: 'DISABLED' },
  };
}
