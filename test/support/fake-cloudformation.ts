import { type FakeServer, startHttpServer } from '../unit/operator/fake-services.ts';

interface DeployedStack {
  readonly name: string;
  /** As it was deployed. */
  readonly template: string;
  /** Logical id → physical id. */
  readonly resources: ReadonlyMap<string, string>;
  readonly outputs: ReadonlyMap<string, string>;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const element = (name: string, ...content: readonly string[]) => `<${name}>${content.join('')}</${name}>`;
const members = (items: readonly string[]) => items.map((item) => element('member', item)).join('');

/** CloudFormation's Query API for one stack: the three reads that the command line does. */
export function startFakeCloudFormation(stack: DeployedStack): Promise<FakeServer> {
  const summaries = [...stack.resources].map(
    ([logical, physical]) => element('LogicalResourceId', logical) + element('PhysicalResourceId', escaped(physical)),
  );
  const outputs = [...stack.outputs].map(
    ([key, value]) => element('OutputKey', key) + element('OutputValue', escaped(value)),
  );
  const described = element('StackName', stack.name) + element('StackStatus', 'CREATE_COMPLETE');
  const results = new Map([
    ['GetTemplate', element('TemplateBody', escaped(stack.template))],
    ['ListStackResources', element('StackResourceSummaries', members(summaries))],
    ['DescribeStacks', element('Stacks', members([described + element('Outputs', members(outputs))]))],
  ]);
  return startHttpServer(({ body }, response) => {
    const form = new URLSearchParams(body.toString());
    const action = form.get('Action') ?? '';
    const result = results.get(action);
    response.setHeader('content-type', 'text/xml');
    if (result === undefined || form.get('StackName') !== stack.name) {
      const message = `Stack with id ${form.get('StackName')} does not exist`;
      const error = element('Type', 'Sender') + element('Code', 'ValidationError') + element('Message', message);
      response.writeHead(400).end(element('ErrorResponse', element('Error', error)));
      return;
    }
    const xmlns = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';
    response.end(`<${action}Response xmlns="${xmlns}">${element(`${action}Result`, result)}</${action}Response>`);
  });
}
