export function DispatchPage() {
  return null;
}
