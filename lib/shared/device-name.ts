/** A browser and system in words, from what the browser says of itself: "Firefox on Windows". */
export function deviceName(userAgent: string | null): string {
  const said = userAgent ?? ''
  const browser = /Edg\//.test(said)
    ? 'Edge'
    : /Firefox\//.test(said)
      ? 'Firefox'
      : /Chrome\//.test(said)
        ? 'Chrome'
        : /Safari\//.test(said)
          ? 'Safari'
          : 'A browser'
  const system = /iPhone|iPad/.test(said)
    ? 'iOS'
    : /Android/.test(said)
      ? 'Android'
      : /Mac OS X/.test(said)
        ? 'macOS'
        : /Windows/.test(said)
          ? 'Windows'
          : /Linux/.test(said)
            ? 'Linux'
            : ''
  return system ? `${browser} on ${system}` : browser
}
