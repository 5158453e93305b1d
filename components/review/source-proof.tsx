import { CitedParagraph } from '@/components/desk/cited-paragraph'
import type { FlaggedCitation } from '@/lib/curation/evidence'
import { urls } from '@/lib/shared'
import type { FormState } from '@/lib/web/http'
import { ReviseParagraph } from './revise-paragraph'

type Props = { citation: FlaggedCitation; back: string; form: FormState | undefined }

/** A source that changed: the paragraph that rests on it, what the source said and says, and what can be done about it. */
export function SourceProof({ citation, back, form }: Props) {
  const { id, answer, state, seen, paragraph } = citation
  return (
    <div className="review-proof">
      <CitedParagraph citation={citation} />
      <form method="post" action={urls.deskNeedsReview()} className="do">
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="answer" value={answer.id} />
        <input type="hidden" name="citation" value={id} />
        <input type="hidden" name="source" value={seen ?? ''} />
        {state !== 'gone' && (
          <button className="act" type="submit" name="do" value="verify-source">
            It still supports it
          </button>
        )}
        <button className="act" type="submit" name="do" value="drop-source">
          Drop the source
        </button>
      </form>
      {paragraph && (
        <ReviseParagraph
          id={`source-${id}`}
          answer={answer}
          paragraph={paragraph}
          back={back}
          form={form}
          source={{ citation: id, seen }}
        />
      )}
    </div>
  )
}
