import { type ResolutionName, Stones } from '@/components/ui/stones'
import { shortCount } from '@/lib/shared'

/** The head of the column of stones. */
export function StateHead() {
  return (
    <th role="columnheader">
      <span className="vh">State</span>
    </th>
  )
}

/** The stones of a row. */
export function StateCell({ resolution }: { resolution: ResolutionName }) {
  return (
    <td role="cell">
      <Stones resolution={resolution} />
    </td>
  )
}

/** A number in its column, with its word on a phone. */
export function Figure({ value, one, many }: { value: number; one: string; many: string }) {
  return (
    <td className={value === 0 ? 'n z' : 'n'} role="cell">
      {shortCount(value)}
      <span className="u"> {value === 1 ? one : many}</span>
    </td>
  )
}
