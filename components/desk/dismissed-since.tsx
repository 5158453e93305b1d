import { FullTime } from '@/components/ui/time'

type Props = { since: Date; reason: string; action: string }

/** Says why something that looked like a gap is none, and takes that back. */
export function DismissedSince({ since, reason, action }: Props) {
  return (
    <>
      <p className="mt-4">
        Not a gap since <FullTime date={since} />: <bdi>{reason}</bdi>
      </p>
      <form className="mt-4" method="post" action={action}>
        <button className="btn" type="submit" name="do" value="reopen">
          It is a gap after all
        </button>
      </form>
    </>
  )
}
