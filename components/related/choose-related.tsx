import { FormPage } from '@/components/forms/form-page'
import { Field, FormError } from '@/components/ui/field'
import { type RelatedChoices, type Subject, wordsOf } from '@/lib/curation/related'
import { urls } from '@/lib/shared'
import { sentForm } from '@/lib/web/http'

/** An editor's view of a related list: what readers see, with pins and bans. */
export function ChooseRelated({ from, view, action }: { from: Subject; view: RelatedChoices; action: string }) {
  const form = sentForm()
  const decided = new Set(view.choices.map(({ kind, id }) => `${kind}/${id}`))
  return (
    <FormPage
      title="Related"
      area={from.kind === 'answer' ? 'answers' : undefined}
      about={{ href: hrefOf({ ...from, slug: view.slug }), label: view.title }}
    >
      {form?.field === null && <FormError form={form} />}
      <section aria-labelledby="h-shown">
        <div className="sec-head">
          <h2 id="h-shown">As readers see it</h2>
        </div>
        {view.links.length === 0 && <p className="quiet">Nothing is related yet.</p>}
        <ul className="plain">
          {view.links.map((link) => (
            <ShownLink key={`${link.kind}/${link.id}`} link={link} action={action} decided={decided.has(`${link.kind}/${link.id}`)} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="h-chosen">
        <div className="sec-head">
          <h2 id="h-chosen">Decided by editors</h2>
        </div>
        {view.choices.length === 0 && <p className="quiet">Nothing is pinned or banned.</p>}
        <ul className="plain">
          {view.choices.map((each) => (
            <Choice key={`${each.kind}/${each.id}`} choice={each} action={action} />
          ))}
        </ul>
      </section>
      <PinForm form={form} action={action} />
    </FormPage>
  )
}

function hrefOf(each: { kind: string; id: number; slug: string }): string {
  return each.kind === 'answer' ? urls.answer(each.slug) : urls.thread(each)
}

type CommandProps = { to: { kind: string; id: number; title: string }; command: string; word: string; action: string }

function CommandForm({ to, command, word, action }: CommandProps) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="kind" value={to.kind} />
      <input type="hidden" name="id" value={to.id} />
      <button className="act" type="submit" name="do" value={command} aria-label={`${word}: ${to.title}`}>
        {word}
      </button>
    </form>
  )
}

function ShownLink({ link, action, decided }: { link: RelatedChoices['links'][number]; action: string; decided: boolean }) {
  const { text, terms, passage } = wordsOf(link.reason, link.passage)
  return (
    <li>
      <span>
        <a href={hrefOf(link)} dir="auto">
          {link.title}
        </a>
        <span className="meta why">
          {text} {terms.join(', ')} {passage && `“${passage}”`}
        </span>
      </span>
      {!decided && (
        <span className="line">
          <CommandForm to={link} command="pin" word="Pin" action={action} />
          <CommandForm to={link} command="ban" word="Ban" action={action} />
        </span>
      )}
    </li>
  )
}

function Choice({ choice: each, action }: { choice: RelatedChoices['choices'][number]; action: string }) {
  return (
    <li>
      <span>
        {each.leads ? (
          <a href={hrefOf(each)} dir="auto">
            {each.title}
          </a>
        ) : (
          each.title
        )}{' '}
        <span className="meta">{each.leads ? each.choice : `${each.choice}, and readers can’t see it any more`}</span>
      </span>
      <CommandForm to={each} command="undo" word="Take it back" action={action} />
    </li>
  )
}

function PinForm({ form, action }: { form: ReturnType<typeof sentForm>; action: string }) {
  return (
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
  )
}
