import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientSettings } from './connect.ts';
import { explain } from './explain.ts';
import type { AwsAccess } from './inbox.ts';
import type { Secrets } from './ports.ts';

/** The signing secrets in Secrets Manager. Throws OperatorError when they cannot be read or written. */
export function createStoredSecrets(aws: AwsAccess): Secrets {
  const client = new SecretsManagerClient(clientSettings(aws, 'secretsmanager'));

  const version = async (arn: string, stage: 'AWSCURRENT' | 'AWSPREVIOUS') => {
    try {
      return await client.send(new GetSecretValueCommand({ SecretId: arn, VersionStage: stage }));
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return null;
      throw error;
    }
  };

  return {
    read: (arn) =>
      explain('Secrets Manager', async () => {
        const [current, previous] = await Promise.all([version(arn, 'AWSCURRENT'), version(arn, 'AWSPREVIOUS')]);
        if (current === null) return null;
        return {
          current: current.SecretString ?? '',
          currentSinceMs: current.CreatedDate?.getTime() ?? 0,
          previous: previous?.SecretString ?? null,
        };
      }),
    put: (arn, value) =>
      explain('Secrets Manager', async () => {
        await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: value }));
      }),
  };
}
