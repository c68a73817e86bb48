/**
 * Loaded before AWS's runtime interface client: stands in for its native `rapid-client.node`, which needs autotools to build,
 * and ends the process when the local stack does, however that ends.
 */
const { Agent, request } = require('node:http');
const Module = require('node:module');

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const invocations = '/2018-06-01/runtime/invocation';

/** The native client's `done` and `error` block until the response is taken; here the next `next` waits for them. */
let reported = Promise.resolve();

const runtimeClient = {
  async next() {
    await reported;
    return call('GET', `${invocations}/next`);
  },
  done(requestId, payload) {
    reported = call('POST', `${invocations}/${requestId}/response`, payload);
    reported.catch(() => {});
  },
  error(requestId, payload) {
    reported = call('POST', `${invocations}/${requestId}/error`, payload);
    reported.catch(() => {});
  },
};

function call(method, path, payload) {
  return new Promise((resolve, reject) => {
    const body = payload === undefined ? undefined : Buffer.from(payload);
    const headers = body ? { 'content-type': 'application/json', 'content-length': body.length } : {};
    const outgoing = request({ host, port, method, path, agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        resolve({ bodyJson: Buffer.concat(chunks).toString('utf8'), headers: response.headers });
      });
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

const load = Module._load;
Module._load = function loadModule(name, ...rest) {
  return name === './rapid-client.node' ? runtimeClient : load.call(this, name, ...rest);
};

// The stack holds the other end, which the system closes when the stack is gone.
process.stdin.on('error', () => process.exit(1));
process.stdin.on('close', () => process.exit(1));
process.stdin.resume();
process.stdin.unref();
