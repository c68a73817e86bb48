import { Agent, get } from 'node:https';

/** The agent shared by the SDK clients, so that a socket opened during init is the one the first delivery uses. */
export const agent = new Agent({ keepAlive: true, maxSockets: 64 });

const timeoutMs = 800;

function open(host: string): Promise<void> {
  return new Promise((resolve) => {
    const request = get({ host, path: '/ping', agent, timeout: timeoutMs }, (response) => {
      response
        .resume()
        .once('end', resolve)
        .once('error', () => resolve());
    });
    request.once('timeout', () => request.destroy()).once('error', () => resolve());
  });
}

/**
 * Opens one TLS connection to each service while Lambda still runs init at full speed; never fails.
 * `/ping` is the unsigned health check that both services answer.
 * https://docs.aws.amazon.com/general/latest/gr/ddb.html · https://docs.aws.amazon.com/general/latest/gr/sqs-service.html
 */
export async function openSockets(variables: NodeJS.ProcessEnv): Promise<void> {
  const { AWS_REGION: region } = variables;
  if (!region) return;
  const services = [
    ['dynamodb', variables.AWS_ENDPOINT_URL_DYNAMODB],
    ['sqs', variables.AWS_ENDPOINT_URL_SQS],
  ] as const;
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  await Promise.all(services.filter(([, other]) => !other).map(([service]) => open(`${service}.${region}.${suffix}`)));
}
