import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';
import { payloadLimitBytes } from './lambda-environment.ts';

interface Source {
  readonly queueArn: string;
  readonly region: string;
}

const frame = (records: readonly string[]) => `{"Records":[${records.join(',')}]}`;

/** The event that Lambda invokes a function with, as JSON. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export function toEvent(messages: readonly Message[], source: Source): string {
  return frame(messages.map((message) => JSON.stringify(toRecord(message, source))));
}

/** Messages in groups whose events are within the size of one invocation. */
export function groupByPayload(messages: readonly Message[], source: Source): Message[][] {
  const groups: Message[][] = [];
  let room = 0;
  for (const message of messages) {
    const bytes = Buffer.byteLength(JSON.stringify(toRecord(message, source))) + 1;
    const group = groups.at(-1);
    if (group && bytes <= room) {
      group.push(message);
      room -= bytes;
    } else {
      groups.push([message]);
      room = payloadLimitBytes - frame([]).length - bytes;
    }
  }
  return groups;
}

function toRecord(message: Message, { queueArn, region }: Source): object {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body ?? '',
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, toAttribute(value)]),
    ),
    ...(message.MD5OfMessageAttributes ? { md5OfMessageAttributes: message.MD5OfMessageAttributes } : {}),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

function toAttribute({ StringValue, BinaryValue, DataType }: MessageAttributeValue): object {
  return {
    ...(StringValue === undefined ? {} : { stringValue: StringValue }),
    ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}
