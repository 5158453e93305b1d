import { FullTime } from '@/components/ui/time'
import { placeOfLink } from '@/lib/content'
import type { DeadLink } from '@/lib/curation/links'
import type { ReviewRow } from '@/lib/curation/review'
import { paragraphAt } from '@/lib/evidence'
import { urls } from '@/lib/shared'
import type { FormState } from '@/lib/web/http'
import { ReviseParagraph } from './revise-paragraph'

type Props = { link: DeadLink; row: ReviewRow; back: string; form: FormState | undefined }

/** A dead link: what its site says and since when, and the paragraph that has it. */
export function LinkProof({ link: { id, address, why, failingSince, movedTo, section, answer }, row, back, form }: Props) {
  const from = placeOfLink(row.body, address)
  return (
    <div className="review-proof">
      <p>
        <a className="dead-address" href={address} rel="noopener noreferrer nofollow" dir="ltr">
          {address}
        </a>
      </p>
      <p className="meta">
        {why && `${why.charAt(0).toUpperCase()}${why.slice(1)}`}
        {failingSince && (
          <>
            , since <FullTime date={failingSince} />
          </>
        )}
        {movedTo && (
          <span className="dot">
            moved to <bdi>{movedTo}</bdi>
          </span>
        )}
        {section.heading && (
          <span className="dot">
            under{' '}
            <a href={urls.answerSection(answer.slug, section.anchor)} dir="auto">
              {section.heading}
            </a>
          </span>
        )}
      </p>
      {from !== null && (
        <ReviseParagraph id={`link-${id}`} answer={row} paragraph={paragraphAt(row.body, { from })} back={back} form={form} />
      )}
    </div>
  )
}
