export function DriverPage() {
  return null;
}
