/** The one account whose things are sent; `undefined`: that of whoever the page is open for. */
let sender: string | null | undefined;

/** From now on only what `owner` did is sent, `null`: nobody's. What another did the server would take for the one's who is signed in. */
export function onlySendFor(owner: string | null | undefined): void {
  sender = owner;
}

export function maySendFor(owner: string): boolean {
  return sender === undefined || sender === owner;
}
