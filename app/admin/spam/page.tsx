import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { Fact } from '@/components/admin/fact'
import { countWords } from '@/components/desk/queue-tabs'
import { countQueue } from '@/lib/curation/reports'
import { sentWords } from '@/lib/curation/spam'
import { env } from '@/lib/platform/env'
import { counted, urls } from '@/lib/shared'

export const metadata: Metadata = { title: 'Spam', robots: { index: false } }

const onOff = (on: boolean) => (on ? 'On' : 'Off')

/** What this site does against spam of new members, and what of their posts it sends to whom. */
export default async function AdminSpam() {
  const me = requireAdmin('/admin/spam')
  const { held } = await countQueue(me.viewer)
  const { heldPosts, spamRules, challenge, spamService } = env().newcomers
  return (
    <AdminPage title="Spam" at="/admin/spam">
      <p className="quiet">
        Posts of new members can wait for the approval of an editor. Nothing is refused, and nobody else sees them until then. Members who
        have five posts that others see are not looked at. The settings are in the README, under New members and spam.
      </p>
      <dl className="facts">
        <Fact name="Waiting for approval" value={<a href={urls.deskReports({ show: 'held' })}>{countWords(held)}</a>} />
        <Fact
          name="First posts that wait (CAIRN_HOLD_FIRST_POSTS)"
          value={heldPosts === 0 ? 'None' : counted(heldPosts, 'post', 'posts')}
        />
        <Fact name="Rules of our own (CAIRN_SPAM_RULES)" value={onOff(spamRules)} />
        <Fact name="Proof of work (CAIRN_CHALLENGE)" value={onOff(challenge)} />
        <Fact name="Spam service (CAIRN_SPAM_SERVICE_URL)" value={spamService ? new URL(spamService.url).host : 'None'} />
      </dl>
      <Rules />
      <Service host={spamService && new URL(spamService.url).host} />
      <Proof />
    </AdminPage>
  )
}

function Rules() {
  return (
    <section className="desk-sec" aria-labelledby="h-rules">
      <div className="sec-head">
        <h2 id="h-rules">Rules of our own</h2>
      </div>
      <p>A post of a new member waits if</p>
      <ul className="bullets">
        <li>it has a link in its title, or two links or more with few words around them; links in code don’t count</li>
        <li>it repeats a text that a new member has posted within a week</li>
        <li>it has a link that was in three posts of new members within a week</li>
      </ul>
    </section>
  )
}

function Service({ host }: { host: string | undefined }) {
  return (
    <section className="desk-sec" aria-labelledby="h-service">
      <div className="sec-head">
        <h2 id="h-service">Spam service</h2>
      </div>
      <p>
        {host
          ? `For each post of a new member, ${host} is sent:`
          : 'No service is set, and nothing is sent. A service with the interface of Akismet would be sent, for each post of a new member:'}
      </p>
      <ul className="bullets">
        {Object.values(sentWords).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <p className="quiet mt-4">No mail address is sent. If the service does not answer within 4 seconds, the post waits.</p>
    </section>
  )
}

function Proof() {
  return (
    <section className="desk-sec" aria-labelledby="h-proof">
      <div className="sec-head">
        <h2 id="h-proof">Proof of work</h2>
      </div>
      <p>
        The browser computes for about a second when somebody makes an account or writes their first post. No other site takes part. Someone
        without scripts makes an account as usual, and their first post waits.
      </p>
    </section>
  )
}
