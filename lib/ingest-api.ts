import { CfnOutput, type RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { DomainName, HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Provider } from '../lambdas/providers/define-provider.ts';
import { checkArn } from './check-arn.ts';
import { checkWhole } from './check-whole.ts';
import type { Endpoint } from './endpoints.ts';
import { checkPublicUrl } from './public-url.ts';
import { UserMistake } from './user-mistake.ts';

export interface CustomDomain {
  /** `hooks.example.com`; point it at the output `DomainTarget` in your DNS. */
  readonly name: string;
  /** An ACM certificate for the name, in the stack's region. */
  readonly certificateArn: string;
}

export interface Throttle {
  /** Requests a second, steadily. @default 500 */
  readonly rateLimit?: number;
  /** Requests at once. @default 1000 */
  readonly burstLimit?: number;
}

export interface IngestApiProps {
  /** @default the API's own host name */
  readonly domain?: CustomDomain | undefined;
  /**
   * What providers call when something else stands in front: scheme, host and path, without a trailing slash.
   * @default the domain, or the API's own host name
   */
  readonly publicUrl?: string | undefined;
  /** @default 500 requests a second, 1000 at once */
  readonly throttle?: Throttle | undefined;
  /** @default RetentionDays.THREE_MONTHS */
  readonly logRetention?: RetentionDays | undefined;
  /** Of the access logs. */
  readonly removalPolicy: RemovalPolicy;
}

/** The HTTP API: one explicit route per endpoint, so that every other path ends here without a Lambda invocation. */
export class IngestApi extends Construct {
  readonly api: HttpApi;
  readonly accessLogs: LogGroup;
  /** Scheme, host and path that providers call, without a trailing slash. */
  readonly publicUrl: string;

  constructor(scope: Construct, id: string, props: IngestApiProps) {
    super(scope, id);
    const { domain } = props;
    if (props.publicUrl !== undefined && !Token.isUnresolved(props.publicUrl))
      checkPublicUrl('publicUrl', props.publicUrl);
    checkWhole('throttle.rateLimit', props.throttle?.rateLimit, 1, 1_000_000);
    checkWhole('throttle.burstLimit', props.throttle?.burstLimit, 1, 1_000_000);
    const domainName = domain && this.createDomain(domain);
    this.api = new HttpApi(this, 'Api', {
      apiName: Stack.of(this).stackName,
      description: 'Receives webhook deliveries',
      createDefaultStage: false,
      disableExecuteApiEndpoint: domain !== undefined,
    });
    this.accessLogs = new LogGroup(this, 'AccessLogs', {
      retention: props.logRetention ?? RetentionDays.THREE_MONTHS,
      removalPolicy: props.removalPolicy,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: props.throttle?.rateLimit ?? 500, burstLimit: props.throttle?.burstLimit ?? 1000 },
      accessLogSettings: { destination: new LogGroupLogDestination(this.accessLogs), format: accessLogFormat },
      ...(domainName ? { domainMapping: { domainName } } : {}),
    });
    const own = domain ? `https://${domain.name}` : this.api.apiEndpoint;
    this.publicUrl = (props.publicUrl ?? own).replace(/\/$/, '');
  }

  /** Registers the endpoint's route and puts out its URL. */
  route(endpoint: Endpoint, ingest: IFunction): void {
    const path = `/hooks/${endpoint.name}`;
    this.api.addRoutes({
      path,
      methods: methodsOf(endpoint.definition),
      integration: new HttpLambdaIntegration(endpoint.name, ingest),
    });
    const url = endpoint.publicUrl ?? `${this.publicUrl}${path}`;
    this.output(`${endpoint.id}Url`, url, `Register this URL with ${endpoint.definition.displayName}`);
  }

  private createDomain({ name, certificateArn }: CustomDomain): DomainName {
    if (!/^(?=.{1,253}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(name)) {
      throw new UserMistake(`domain.name is '${name}': it must be a host name alone, such as hooks.example.com.`);
    }
    checkArn('domain.certificateArn', certificateArn, 'acm', 'certificate');
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    const domainName = new DomainName(this, 'Domain', { domainName: name, certificate });
    this.output('DomainTarget', domainName.regionalDomainName, `Point ${name} at this name (CNAME or alias)`);
    return domainName;
  }

  /** An output of the stack under exactly this name. */
  private output(name: string, value: string, description: string): void {
    new CfnOutput(this, name, { value, description }).overrideLogicalId(name);
  }
}

/** Deliveries and handshakes together: one route for each method. */
function methodsOf({ methods = [], deliveryMethods = [] }: Provider): HttpMethod[] {
  return [...new Set(['POST', ...methods, ...deliveryMethods] as const)].map((method) => HttpMethod[method]);
}

/** Ids, times and sizes; no header, no query string, no body. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    routeKey: '$context.routeKey',
    status: '$context.status',
    bytesOut: '$context.responseLength',
    latencyMs: '$context.responseLatency',
    integrationLatencyMs: '$context.integrationLatency',
    integrationError: '$context.integrationErrorMessage',
    sourceIp: '$context.identity.sourceIp',
  }),
);
