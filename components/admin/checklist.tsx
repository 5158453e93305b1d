import type { Checklist as List, SetupStep } from '@/lib/administration'
import { counted, urls } from '@/lib/shared'

type Words = { title: string; why: React.ReactNode; href: string; link: string; aside: string }

/** What each step is and why, where it is done, and what someone decides who sets it aside. */
const words: Record<SetupStep, Words> = {
  topics: {
    title: 'Make the topics',
    why: 'They say what the site is about, and who sees what.',
    href: urls.adminTopics(),
    link: 'Topics',
    aside: 'One topic is enough',
  },
  import: {
    title: 'Bring your old forum',
    why: 'Its threads, authors and old addresses come along; it is read first, and you see what would come.',
    href: urls.adminImport(),
    link: 'Import',
    aside: 'There is none',
  },
  sign_up: {
    title: 'Say who may join',
    why: (
      <>
        Now everyone can make an account; <code>CAIRN_SIGN_UP</code> in <code>.env</code> takes <code>open</code>, <code>invitation</code>{' '}
        or <code>closed</code>.
      </>
    ),
    href: urls.adminPeople(),
    link: 'People',
    aside: 'Everyone may',
  },
  mail: {
    title: 'Let mail reach people',
    why: (
      <>
        With a mail server, <code>SMTP_URL</code> in <code>.env</code>, people confirm their address and choose a new password themselves.
      </>
    ),
    href: urls.adminMail(),
    link: 'Mail',
    aside: 'Do without',
  },
  model: {
    title: 'Find questions in other words',
    why: (
      <>
        <code>npm run cairn -- model fetch</code> brings a model, by which search understands what is asked differently.
      </>
    ),
    href: urls.adminSearch(),
    link: 'Search',
    aside: 'Words are enough',
  },
  editors: {
    title: 'Invite an editor',
    why: 'Someone else who writes canonical answers and looks after the site when you are away.',
    href: urls.adminInvitations(),
    link: 'Invitations',
    aside: 'I am alone',
  },
  backup: {
    title: 'Have a backup',
    why: 'One that is younger than a week, best on another disk, is what brings the site back.',
    href: '#h-backups',
    link: 'Backups',
    aside: 'Made another way',
  },
  sample: {
    title: 'Remove the sample',
    why: 'It shows what the site can do; what someone has worked on stays.',
    href: urls.threads(),
    link: 'Threads',
    aside: 'Keep it',
  },
}

/** What an admin does in the first hours: done by looking at the facts, or set aside. */
export function Checklist({ list: { steps, sample } }: { list: List }) {
  const open = steps.filter(({ done, aside }) => !done && !aside)
  const done = steps.filter((step) => step.done)
  const aside = steps.filter((step) => step.aside)
  return (
    <section className="desk-sec checklist" aria-labelledby="h-checklist" id="checklist">
      <div className="sec-head">
        <h2 id="h-checklist">First hours</h2>
        <p className="meta">
          {open.length === 0 ? 'All done or decided' : `${counted(open.length, 'thing', 'things')} to do or to decide`}
        </p>
      </div>
      <ul className="plain">
        {open.map(({ name }) => (
          <li key={name}>
            <span>
              <b>{words[name].title}</b>
              <span className="meta desk-why">
                {words[name].why}{' '}
                {name === 'sample' &&
                  `${counted(sample.threads, 'thread', 'threads')} and ${counted(sample.answers, 'answer', 'answers')}. `}
                <a className="link" href={words[name].href}>
                  {words[name].link}
                </a>
              </span>
            </span>
            <span className="pair">
              {name === 'sample' && <Step name={name} command="sample" label="Remove it" said="Remove the sample" />}
              <Step name={name} command="aside" label={words[name].aside} said={`${words[name].aside}: ${words[name].title}`} />
            </span>
          </li>
        ))}
      </ul>
      {done.length > 0 && (
        <p className="meta mt-4">
          <b>Done:</b> {done.map(({ name }) => words[name].title).join(' · ')}
        </p>
      )}
      {aside.length > 0 && (
        <ul className="plain">
          {aside.map(({ name }) => (
            <li key={name}>
              <span className="meta">
                {words[name].title} · {words[name].aside.toLowerCase()}
              </span>
              <Step name={name} command="back" label="Restore" said={`Restore: ${words[name].title}`} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Step({ name, command, label, said }: { name: SetupStep; command: 'aside' | 'back' | 'sample'; label: string; said: string }) {
  return (
    <form method="post" action={urls.admin()}>
      <input type="hidden" name="name" value={name} />
      <button className="btn btn-s" type="submit" name="do" value={command} aria-label={said}>
        {label}
      </button>
    </form>
  )
}
