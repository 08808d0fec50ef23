/** Where Traccar Client reports to, and the address that sets it up when it reads it from a code: a fix every half minute or turn. */
export function trackerAddress(secret: string): { readonly server: string; readonly withSettings: string } {
  const server = `${window.location.origin}/osmand`;
  return {
    server,
    withSettings: `${server}?${new URLSearchParams({ id: secret, interval: '30', distance: '0', angle: '30' })}`,
  };
}
