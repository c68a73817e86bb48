import { Token } from 'aws-cdk-lib';
import { UserMistake } from './user-mistake.ts';

/** Throws UserMistake unless the text is the ARN of such a resource: `checkArn('domain.certificateArn', text, 'acm', 'certificate')`. */
export function checkArn(what: string, text: string, service: string, resource: string): void {
  if (Token.isUnresolved(text)) return;
  if (new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:[0-9]{12}:${resource}/[A-Za-z0-9-]+$`).test(text)) return;
  throw new UserMistake(
    `${what} is '${text}': it must be an ARN like arn:aws:${service}:eu-central-1:123456789012:${resource}/….`,
  );
}
