import { z } from 'zod'
import { type WatchedKind, watchedKinds } from '../../notices/events'
import { markAllRead, markRead } from '../../notices/inbox'
import { changeSavedSearch, savedSearchAddress, searchCommands } from '../../notices/searches'
import { type Channel, channels, saveNoticeSettings } from '../../notices/settings'
import { setWatch } from '../../notices/watching'
import { DomainError } from '../../platform/errors'
import { urls } from '../../shared'
import { idOf } from '../http'
import { action } from './action'
import { text, ticked } from './fields'

const eventId = () => z.string().regex(/^[1-9]\d{0,17}$/, 'There is no such notice.')

const number = (max: number) => z.coerce.number().int().min(0).max(max)

/** Channels are in fields of their own, by the name of the row: which rows there are depends on who asks. */
function channelsOf(input: Record<string, unknown>): Map<string, Channel> {
  const chosen = new Map<string, Channel>()
  for (const [field, value] of Object.entries(input)) {
    const channel = channels.find((each) => each === value)
    if (field.startsWith(channelField) && channel) chosen.set(field.slice(channelField.length), channel)
  }
  return chosen
}
const channelField = 'channel.'

export const noticeActions = [
  action({
    path: '/inbox',
    permission: 'notice.read',
    limit: 'notices',
    input: z.object({
      do: z.enum(['read', 'unread', 'read all'], 'This can’t be done.'),
      event: z.array(eventId()).max(100, 'These are too many at once.').default([]),
      upTo: eventId().optional(),
      show: z.enum(['', 'unread']).default(''),
    }),
    async run({ viewer }, { do: command, event, upTo, show }) {
      if (command !== 'read all') await markRead(viewer, event, command === 'read')
      else if (upTo === undefined) throw new DomainError('invalid', 'Open the inbox and try again.')
      else await markAllRead(viewer, upTo)
      return { to: urls.inbox({ show }) }
    },
  }),
  action({
    path: '/watch/:kind/:id',
    permission: 'watch.change',
    limit: 'notices',
    input: z.object({ do: z.enum(['watching', 'stopped', 'muted'], 'This can’t be done.'), from: z.enum(['', 'list']).default('') }),
    async run({ viewer }, { do: state, from }, params) {
      const kind = watchedKinds.find((each): each is WatchedKind => each === params.kind)
      const id = idOf(params.id ?? '')
      if (!kind || id === null) throw new DomainError('not_found', 'There is nothing to watch at this address.')
      await setWatch(viewer, kind, id, state)
      return { to: from === 'list' ? urls.myWatches() : urls.watch({ kind, id }), data: { state } }
    },
  }),
  action({
    path: '/search/saved',
    permission: 'search.save',
    limit: 'notices',
    input: z.object({ do: z.enum(searchCommands, 'This can’t be done.'), from: z.enum(['', 'list']).default('') }),
    async run({ viewer, query }, { do: command, from }) {
      await changeSavedSearch(viewer, query, command)
      return { to: from === 'list' ? urls.myWatches() : urls.savedSearch(savedSearchAddress(query)) }
    },
  }),
  action({
    path: '/settings/notices',
    permission: 'account.settings',
    limit: 'notices',
    input: z.looseObject({
      followAsked: ticked(),
      followReplied: ticked(),
      followMentioned: ticked(),
      timeZone: text(60),
      hour: number(23),
      weekday: number(6),
    }),
    async run({ viewer }, { followAsked, followReplied, followMentioned, timeZone, hour, weekday, ...fields }) {
      const preferences = { followAsked, followReplied, followMentioned, timeZone, hour, weekday }
      await saveNoticeSettings(viewer, { ...preferences, channels: channelsOf(fields) })
      return { to: urls.settingsNotices({ saved: true }) }
    },
  }),
]
