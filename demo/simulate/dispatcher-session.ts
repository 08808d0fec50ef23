import { z } from 'zod';
import { Refused, sendUntilAnswered } from './retry.ts';

const EMAIL = 'dispatcher@demo.local';

/** Speaks to the API as the demo's dispatcher; signs in again when the session has ended. */
export class DispatcherSession {
  private readonly url: string;
  private readonly password: string;
  private cookie = '';

  constructor(url: string, password: string) {
    this.url = url;
    this.password = password;
  }

  /** @throws Refused when the server does not answer with success */
  async get<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const response = await this.send(path, { method: 'GET' }, signal);
    return schema.parse(await response.json());
  }

  /** @throws Refused when the server does not answer with success */
  async post<T>(path: string, body: unknown, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const response = await this.send(path, { method: 'POST', body: JSON.stringify(body) }, signal);
    return schema.parse(await response.json());
  }

  private async send(path: string, request: { method: string; body?: string }, signal: AbortSignal): Promise<Response> {
    const ask = (): Promise<Response> =>
      sendUntilAnswered(
        `${this.url}${path}`,
        { ...request, headers: { 'Content-Type': 'application/json', Cookie: this.cookie } },
        signal,
      );
    if (this.cookie === '') await this.signIn(signal);
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 401) throw error;
      await this.signIn(signal);
      return await ask();
    }
  }

  private async signIn(signal: AbortSignal): Promise<void> {
    const response = await sendUntilAnswered(
      `${this.url}/api/auth/sign-in/email`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: this.url },
        body: JSON.stringify({ email: EMAIL, password: this.password }),
      },
      signal,
    );
    await response.body?.cancel();
    this.cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }
}
