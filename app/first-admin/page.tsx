import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AccountForm } from '@/components/accounts/account-form'
import { NewcomerFields } from '@/components/accounts/newcomer-fields'
import { readOneTimeLink } from '@/lib/identity/accounts'
import { one, person, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'The first account', robots: { index: false } }

export default async function FirstAdminPage({ searchParams }: PageProps<'/first-admin'>) {
  person()
  const form = sentForm()
  const token = sentValue(form, 'token', one((await searchParams).token))
  if (!token || !(await readOneTimeLink('first_admin', token))) notFound()
  return (
    <AccountForm
      title="The first account"
      action="/first-admin"
      form={form}
      notice={form ? null : 'It runs this site: topics, people, roles. The link works once.'}
      button="Make the account"
    >
      <input type="hidden" name="token" value={token} />
      <NewcomerFields form={form} />
    </AccountForm>
  )
}
