import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { Clock } from './clock.ts';

type Attributes = Readonly<Record<string, MessageAttributeValue>>;

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: Attributes;
  readonly sentAtMs: number;
  receives: number;
  visibleAtMs: number;
}

/** A standard queue: at least once, in no order. */
export interface Queue {
  readonly url: string;
  readonly messages: Map<string, Message>;
  /** Throws what SQS would refuse. */
  readonly send: (body: string | undefined, attributes: Attributes | undefined) => void;
  /** Up to `max` visible messages, hidden for so long; those received too often go to the dead-letter queue instead. */
  readonly receive: (max: number, hiddenMs: number) => readonly Message[];
  readonly hide: (id: string, hiddenMs: number) => void;
  readonly remove: (id: string) => void;
}

interface QueueOptions {
  readonly url: string;
  readonly redrive?: { readonly maxReceiveCount: number; readonly to: Queue };
  /** Called with the moment at which a message can be received. */
  readonly onVisible?: (atMs: number) => void;
}

/** SQS's limits: 10 attributes, 1 MiB with them. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const limits = { attributes: 10, bytes: 1_048_576, visibilityMs: 12 * 3_600_000 };

export function createQueue(clock: Clock, { url, redrive, onVisible = () => {} }: QueueOptions): Queue {
  const messages = new Map<string, Message>();
  let sent = 0;

  const queue: Queue = {
    url,
    messages,
    send(body, attributes = {}) {
      checkMessage(body, attributes);
      sent += 1;
      const [id, sentAtMs] = [`${url}/${sent}`, clock.nowMs()];
      messages.set(id, { id, body, attributes, sentAtMs, receives: 0, visibleAtMs: sentAtMs });
      onVisible(sentAtMs);
    },
    receive(max, hiddenMs) {
      const received: Message[] = [];
      for (const message of messages.values()) {
        if (received.length === max) break;
        if (message.visibleAtMs > clock.nowMs()) continue;
        message.receives += 1;
        if (redrive && message.receives > redrive.maxReceiveCount) {
          messages.delete(message.id);
          redrive.to.send(message.body, message.attributes);
          continue;
        }
        queue.hide(message.id, hiddenMs);
        received.push(message);
      }
      return received;
    },
    hide(id, hiddenMs) {
      const message = messages.get(id);
      if (hiddenMs < 0 || hiddenMs > limits.visibilityMs)
        throw new Error(`a message cannot be hidden for ${hiddenMs} ms`);
      if (!message) return;
      message.visibleAtMs = clock.nowMs() + hiddenMs;
      onVisible(message.visibleAtMs);
    },
    remove: (id) => void messages.delete(id),
  };
  return queue;
}

function checkMessage(body: string | undefined, attributes: Attributes): asserts body is string {
  if (!body) throw new Error('a message without a body');
  const entries = Object.entries(attributes);
  if (entries.length > limits.attributes) throw new Error(`a message with ${entries.length} attributes`);
  let bytes = Buffer.byteLength(body);
  for (const [name, { DataType, StringValue }] of entries) {
    if (!StringValue) throw new Error(`the attribute ${name} is empty`);
    bytes += Buffer.byteLength(name) + Buffer.byteLength(DataType ?? '') + Buffer.byteLength(StringValue);
  }
  if (bytes > limits.bytes) throw new Error(`a message of ${bytes} bytes`);
}
