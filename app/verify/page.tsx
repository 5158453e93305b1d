import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { FormPage } from '@/components/forms/form-page'
import { verifyEmail } from '@/lib/identity/accounts'
import { DomainError } from '@/lib/platform/errors'
import { urls } from '@/lib/shared'
import { one, person } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Confirm your address', robots: { index: false }, referrer: 'same-origin' }

export default async function VerifyPage({ searchParams }: PageProps<'/verify'>) {
  person()
  const token = one((await searchParams).token) ?? ''
  let refused: string | null = null
  try {
    await verifyEmail(token)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    refused = error.message
  }
  if (refused === null) redirect(urls.signIn({ verified: true }))
  return (
    <FormPage title={refused} narrow>
      <p className="mt-4">
        Sign in with your address and password: if it still needs to be confirmed, a new mail comes.{' '}
        <a className="link" href={urls.signIn()}>
          Sign in
        </a>
      </p>
    </FormPage>
  )
}
