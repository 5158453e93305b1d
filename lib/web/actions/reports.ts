import { z } from 'zod'
import { approveHeld, rejectHeld } from '../../curation/holding'
import {
  appealHiding,
  declineSuspension,
  dismissReport,
  hideReported,
  proposeSuspension,
  refuseAppeal,
  reportPost,
  restoreAppealed,
  suspendProposed,
} from '../../curation/reports'
import type { Viewer } from '../../identity/viewer'
import { DomainError } from '../../platform/errors'
import { reportReasons, urls } from '../../shared'
import { idOf } from '../http'
import { action } from './action'
import { idOrNull, text } from './fields'

/** @throws DomainError `not_found` for an address that names no post. */
function placeOf({ id = '', number = '' }: Record<string, string>): { threadId: number; number: number } {
  const [threadId, named] = [idOf(id), number === '0' ? 0 : idOf(number)]
  if (threadId === null || named === null) throw new DomainError('not_found', 'There is no such post.')
  return { threadId, number: named }
}

type Decide = (viewer: Viewer, caseId: number, reason: string) => Promise<unknown>

const decisions: Record<string, Decide> = {
  dismiss: dismissReport,
  hide: hideReported,
  restore: restoreAppealed,
  refuse: refuseAppeal,
  approve: approveHeld,
  reject: rejectHeld,
  suspend: suspendProposed,
  decline: declineSuspension,
}

/** What members report and appeal, and what editors decide about it. */
export const reportActions = [
  action({
    path: '/threads/:id/posts/:number/report',
    permission: 'post.report',
    limit: 'report',
    input: z.object({ reason: z.enum(reportReasons, 'Choose what is wrong with it.'), words: text(1_000) }),
    async run({ viewer }, input, params) {
      await reportPost(viewer, { ...placeOf(params), ...input })
      return { to: urls.myReports({ sent: true }) }
    },
  }),
  action({
    path: '/threads/:id/posts/:number/appeal',
    page: ({ id, number }) => urls.post(Number(id), Number(number)),
    permission: 'post.appeal',
    limit: 'appeal',
    input: z.object({ words: text(2_000) }),
    async run({ viewer }, { words }, params) {
      const place = placeOf(params)
      await appealHiding(viewer, { ...place, words })
      return { to: urls.post(place.threadId, place.number) }
    },
  }),
  action({
    path: '/desk/reports',
    permission: 'report.decide',
    limit: 'edit',
    input: z.object({
      do: z.enum(Object.keys(decisions) as [string, ...string[]], 'This can’t be done.'),
      case: idOrNull(),
      show: text(20),
      reason: text(1_000),
    }),
    async run({ viewer }, { do: command, case: id, show, reason }) {
      await decisions[command]?.(viewer, id ?? 0, reason)
      return { to: urls.deskReports({ show, done: command }) }
    },
  }),
  action({
    path: '/desk/reports/suspension',
    page: () => urls.deskReports(),
    permission: 'suspension.propose',
    limit: 'edit',
    input: z.object({ person: idOrNull(), case: idOrNull(), show: text(20), words: text(1_000) }),
    async run({ viewer }, { person, show, words }) {
      await proposeSuspension(viewer, person ?? 0, words)
      return { to: urls.deskReports({ show, done: 'propose' }) }
    },
  }),
]
