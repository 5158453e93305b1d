'use client'

import { useViewer } from './use-viewer'

type Props = { viewerAddress: string; responseAddress: string }

/** Asks the asker of a covered thread whether the answer settles it. `responseAddress` is the page that does the same without scripts. */
export function AskerQuestion({ viewerAddress, responseAddress, answerId }: Props & { answerId: number }) {
  if (!useViewer(viewerAddress)?.thread?.isAsker) return null
  return (
    <div className="foot ask-foot">
      <b>You asked this. Does it settle your question?</b>
      <form className="pair" method="post" action={responseAddress}>
        <input type="hidden" name="answer" value={answerId} />
        <button className="btn btn-do" type="submit" name="response" value="accepted">
          This settles it
        </button>
        <a className="btn" href={responseAddress}>
          Not my case
        </a>
      </form>
    </div>
  )
}

/** Lets the asker change their mind while no editor has decided about what they said. */
export function ChangeResponse({ viewerAddress, responseAddress }: Props) {
  if (!useViewer(viewerAddress)?.thread?.isAsker) return null
  return (
    <>
      {' '}
      <a href={responseAddress}>Change what you said</a>
    </>
  )
}
