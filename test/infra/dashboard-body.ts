import type { Template } from 'aws-cdk-lib/assertions';
import { metricKey } from './embedded-metrics.ts';

export interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
  };
}

/** A reference inside the body's text: `{Queue.Arn}`, `{AWS::Region}`. */
const placeholder = (part: { Ref?: string; 'Fn::GetAtt'?: readonly string[] }) =>
  `{${part.Ref ?? part['Fn::GetAtt']?.join('.')}}`;

/** The text as CloudFormation puts it together, references as placeholders. */
export function joined(value: unknown): string {
  if (typeof value === 'string') return value;
  const parts = (value as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1];
  return parts.map((part) => (typeof part === 'string' ? part : placeholder(part as object))).join('');
}

/** The dashboard's widgets; a stack has one dashboard. */
export function widgetsOf(template: Template): readonly Widget[] {
  const [dashboard, ...more] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  if (!dashboard || more.length > 0) throw new Error(`${more.length + 1} dashboards`);
  return JSON.parse(joined(dashboard.Properties.DashboardBody)).widgets;
}

/** A metric as a widget names it: namespace, name, pairs of dimensions, options. */
export interface Shown {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly metric: string;
}

/** Of expressions nothing: what they are made of stands beside them. */
export function metricsIn({ properties: { metrics = [] } }: Widget): Shown[] {
  return metrics.flatMap((entry) => {
    const texts = entry.filter((part) => typeof part === 'string');
    const [namespace, name, ...pairs] = texts;
    if (namespace === undefined || name === undefined) return [];
    const dimensions = Object.fromEntries(
      Array.from({ length: pairs.length / 2 }, (_, n) => [pairs[2 * n], pairs[2 * n + 1]]),
    );
    return [{ namespace, name, dimensions, metric: metricKey(namespace, name, dimensions) }];
  });
}
