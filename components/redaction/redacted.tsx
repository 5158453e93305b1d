import { FullTime } from '@/components/ui/time'

/** Stands where the text of a revision was. */
export function Redacted({ at, what = 'It' }: { at: Date; what?: string }) {
  return (
    <p className="say" role="note">
      <span>
        <b>
          Redacted by an editor on <FullTime date={at} />.
        </b>{' '}
        {what} was removed for good.
      </span>
    </p>
  )
}
