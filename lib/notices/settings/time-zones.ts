/** Places that were renamed: the list of the language has them under their former names. */
const renamed: Record<string, string> = {
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
}

/** Names of time zones, by their region: "Europe" has "Europe/Berlin". UTC is first. */
export function timeZones(): { region: string; zones: string[] }[] {
  const regions = new Map<string, string[]>([['World', ['UTC']]])
  for (const listed of Intl.supportedValuesOf('timeZone')) {
    const present = renamed[listed]
    const zone = present && isTimeZone(present) ? present : listed
    const [region = '', ...rest] = zone.split('/')
    if (rest.length === 0) continue
    regions.set(region, [...(regions.get(region) ?? []), zone])
  }
  return [...regions].map(([region, zones]) => ({ region, zones: zones.sort() }))
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
