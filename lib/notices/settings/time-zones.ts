/** Names of time zones, by their region: "Europe" has "Europe/Berlin". UTC is first. */
export function timeZones(): { region: string; zones: string[] }[] {
  const regions = new Map<string, string[]>([['World', ['UTC']]])
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const [region = '', ...rest] = zone.split('/')
    if (rest.length === 0) continue
    regions.set(region, [...(regions.get(region) ?? []), zone])
  }
  return [...regions].map(([region, zones]) => ({ region, zones }))
}

/** Whether it is a name of a time zone, also one that the list has under another name, which a browser may send. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
