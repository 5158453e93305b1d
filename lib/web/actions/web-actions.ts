import { accountActions } from './accounts'
import type { WebAction } from './action'
import { adminActions } from './admin'
import { answerActions } from './answers'
import { askActions } from './ask'
import { coverageActions } from './coverage'
import { curatingActions } from './curating'
import { draftActions } from './drafts'
import { evidenceActions } from './evidence'
import { feedbackActions } from './feedback'
import { gapActions } from './gaps'
import { heldActions } from './held'
import { importActions } from './importing'
import { linkActions } from './links'
import { mailActions } from './mail'
import { noticeActions } from './notices'
import { ownDataActions } from './own-data'
import { postActions } from './posts'
import { redactionActions } from './redaction'
import { reportActions } from './reports'
import { reviewActions } from './reviews'
import { searchActions } from './searches'
import { uploadActions } from './uploads'

/** Everything that a form can do. Requests are routed by this list, and tests of permissions read it. */
export const actions: WebAction[] = [
  ...accountActions,
  ...ownDataActions,
  ...askActions,
  ...postActions,
  ...draftActions,
  ...answerActions,
  ...feedbackActions,
  ...reviewActions,
  ...coverageActions,
  ...curatingActions,
  ...redactionActions,
  ...evidenceActions,
  ...reportActions,
  ...heldActions,
  ...searchActions,
  ...gapActions,
  ...linkActions,
  ...adminActions,
  ...importActions,
  ...noticeActions,
  ...mailActions,
  ...uploadActions,
]
