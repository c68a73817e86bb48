export interface Tunnel {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The message is one sentence for whoever asked for the tunnel. */
export class TunnelError extends Error {
  override readonly name = 'TunnelError';
}

/** Opens a public URL for the port. https://ngrok.com/docs/getting-started/javascript */
export async function openTunnel(port: number, authtoken: string | undefined): Promise<Tunnel> {
  if (!authtoken) {
    throw new TunnelError(
      'A tunnel needs an ngrok account: copy the authtoken from its dashboard and start with NGROK_AUTHTOKEN=… npm start -- --tunnel',
    );
  }
  const ngrok = await import('@ngrok/ngrok');
  try {
    const listener = await ngrok.forward({ addr: port, authtoken });
    const url = listener.url();
    if (!url) throw new TunnelError('ngrok opened no tunnel: try again, or look at its dashboard.');
    return { url: url.replace(/\/$/, ''), close: () => listener.close() };
  } catch (error) {
    if (error instanceof TunnelError) throw error;
    throw new TunnelError(`ngrok could not open a tunnel: ${(error as Error).message.split('\n')[0]}`);
  }
}
