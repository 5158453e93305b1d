import { passkey } from '@better-auth/passkey'
import { APIError, type BetterAuthOptions, betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { db, transaction } from '../../platform/db'
import { env } from '../../platform/env'
import { queueMail } from '../../platform/mail'
import { suspendedCode } from '../../shared'
import { contactSentence } from './contact'
import { nextOf } from './mail-links'
import { accountMails } from './mails'
import { freePersonName } from './person-name'
import { readSecret } from './secret'
import { readSuspension, suspensionSentence } from './suspension'

export const passwordLengthMin = 10
export const passwordLengthMax = 128
const sessionDays = 30
const resetMinutes = 60
const verifyHours = 24

/** Whether people must confirm their address before they can sign in: only if mail reaches them. */
export function mustVerifyEmail(): boolean {
  return env().smtpUrl !== undefined
}

function makeAuth() {
  const { siteUrl, siteName } = env()
  const { hostname, protocol } = new URL(siteUrl)
  return betterAuth({
    appName: siteName,
    baseURL: siteUrl,
    basePath: '/api/auth',
    secret: readSecret(),
    trustedOrigins: [siteUrl],
    telemetry: { enabled: false },
    logger: { disabled: true },
    // lib/platform/rate-limit/rate-limit.ts counts in the database, for every form of the site alike.
    rateLimit: { enabled: false },
    // Our forms call these; over the network only passkeys are reached (lib/web/server/passkeys.ts).
    disabledPaths,
    database: prismaAdapter(db(), { provider: 'postgresql' }),
    ...passwordOptions(),
    user: { additionalFields: { personId: { type: 'number', required: false, input: false, returned: true } } },
    session: { expiresIn: sessionDays * 86_400, updateAge: 86_400 },
    advanced: {
      cookiePrefix: 'cairn',
      useSecureCookies: protocol === 'https:',
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => crypto.randomUUID() },
    },
    databaseHooks,
    plugins: [passkey({ rpID: hostname, rpName: siteName, origin: siteUrl })],
  })
}

/** Passwords, and the mails that prove an address. */
function passwordOptions() {
  return {
    emailAndPassword: {
      enabled: true,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
      // Where a mail confirms, a sign-up does not tell whether the address has an account: the next step looks the same (decision 0011).
      autoSignIn: !mustVerifyEmail(),
      requireEmailVerification: mustVerifyEmail(),
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: resetMinutes * 60,
      sendResetPassword: ({ user, token, url }) => send(accountMails.reset(user.email, token, resetMinutes, nextOf(url))),
    },
    emailVerification: {
      sendOnSignUp: mustVerifyEmail(),
      sendOnSignIn: mustVerifyEmail(),
      autoSignInAfterVerification: true,
      expiresIn: verifyHours * 3_600,
      sendVerificationEmail: ({ user, token, url }) => send(accountMails.verify(user.email, token, verifyHours, nextOf(url))),
    },
  } satisfies BetterAuthOptions
}

function send(mail: Parameters<typeof queueMail>[1]): Promise<void> {
  return transaction((tx) => queueMail(tx, mail))
}

/** A new account gets its person; a suspended one gets no session. */
const databaseHooks = {
  user: {
    create: {
      before: async (user) => {
        const person = await db().person.create({
          data: { name: await freePersonName(user.name), displayName: user.name.trim() },
          select: { id: true },
        })
        return { data: { ...user, personId: person.id } }
      },
    },
  },
  session: {
    create: {
      before: async ({ userId }) => {
        const suspension = await readSuspension(userId)
        if (!suspension) return
        const message = `${suspensionSentence(suspension)} ${await contactSentence()}`
        throw new APIError('FORBIDDEN', { code: suspendedCode, message })
      },
    },
  },
} satisfies BetterAuthOptions['databaseHooks']

/** Addresses to which better-auth would respond by itself, and our forms do instead. */
const disabledPaths = [
  '/sign-up/email',
  '/sign-in/email',
  '/sign-in/social',
  '/sign-out',
  '/request-password-reset',
  '/reset-password',
  '/change-password',
  '/change-email',
  '/update-user',
  '/delete-user',
  '/verify-email',
  '/send-verification-email',
  '/get-session',
  '/list-sessions',
  '/revoke-session',
  '/revoke-sessions',
  '/revoke-other-sessions',
  '/list-accounts',
  '/unlink-account',
  '/link-social',
]

type Auth = ReturnType<typeof makeAuth>

// Next bundles its own copy of this module; both copies use one instance.
const shared = ((globalThis as Record<symbol, unknown>)[Symbol.for('cairn.auth')] ??= {}) as { auth?: Auth }

/** The accounts of this site: better-auth over our database. Its endpoints for passkeys are below /api/auth. */
export function auth(): Auth {
  shared.auth ??= makeAuth()
  return shared.auth
}
