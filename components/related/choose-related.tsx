import { Page } from '@/components/shell/page'
import { Field, FormError } from '@/components/ui/field'
import { type RelatedChoices, type Subject, wordsOf } from '@/lib/curation/related'
import { urls } from '@/lib/shared'
import { sentForm } from '@/lib/web/http'

/** An editor's view of a related list: what readers see, with pins and bans. */
export function ChooseRelated({ from, view, action }: { from: Subject; view: RelatedChoices; action: string }) {
  const form = sentForm()
  const decided = new Set(view.choices.map(({ kind, id }) => `${kind}/${id}`))
  const hrefOf = (each: { kind: string; id: number; slug: string }) => (each.kind === 'answer' ? urls.answer(each.slug) : urls.thread(each))
  const button = (to: { kind: string; id: number; title: string }, command: string, word: string) => (
    <form method="post" action={action}>
      <input type="hidden" name="kind" value={to.kind} />
      <input type="hidden" name="id" value={to.id} />
      <button className="act" type="submit" name="do" value={command} aria-label={`${word}: ${to.title}`}>
        {word}
      </button>
    </form>
  )
  return (
    <Page area={from.kind === 'answer' ? 'answers' : undefined}>
      <div className="form">
        <p className="meta">
          <a href={hrefOf({ ...from, slug: view.slug })} dir="auto">
            {view.title}
          </a>
        </p>
        <h1 className="title">Related</h1>
        {form?.field === null && <FormError form={form} />}
        <section aria-labelledby="h-shown">
          <div className="sec-head">
            <h2 id="h-shown">As readers see it</h2>
          </div>
          {view.links.length === 0 && <p className="quiet">Nothing is related yet.</p>}
          <ul className="plain">
            {view.links.map((link) => {
              const { text, terms, passage } = wordsOf(link.reason, link.passage)
              return (
                <li key={`${link.kind}/${link.id}`}>
                  <span>
                    <a href={hrefOf(link)} dir="auto">
                      {link.title}
                    </a>
                    <span className="meta why">
                      {text} {terms.join(', ')} {passage && `“${passage}”`}
                    </span>
                  </span>
                  {!decided.has(`${link.kind}/${link.id}`) && (
                    <span className="line">
                      {button(link, 'pin', 'Pin')}
                      {button(link, 'ban', 'Ban')}
                    </span>
                  )}
                </li>
              )
            })}
          </ul>
        </section>
        <section aria-labelledby="h-chosen">
          <div className="sec-head">
            <h2 id="h-chosen">Decided by editors</h2>
          </div>
          {view.choices.length === 0 && <p className="quiet">Nothing is pinned or banned.</p>}
          <ul className="plain">
            {view.choices.map((each) => (
              <li key={`${each.kind}/${each.id}`}>
                <span>
                  {each.leads ? (
                    <a href={hrefOf(each)} dir="auto">
                      {each.title}
                    </a>
                  ) : (
                    each.title
                  )}{' '}
                  <span className="meta">{each.leads ? each.choice : `${each.choice}, and not there for readers any more`}</span>
                </span>
                {button(each, 'undo', 'Take it back')}
              </li>
            ))}
          </ul>
        </section>
        <form method="post" action={action}>
          <Field
            form={form}
            name="address"
            label="Pin another"
            hint="The address of a thread or an answer, such as /threads/12."
            maxLength={400}
            autoComplete="off"
          />
          <div className="do">
            <button className="btn" type="submit" name="do" value="pin">
              Pin it
            </button>
          </div>
        </form>
      </div>
    </Page>
  )
}
