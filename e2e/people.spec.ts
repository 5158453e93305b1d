import { own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('an admin sees who joined, who was here and what they wrote, and narrows the list', async ({ page }) => {
      const silent = own('Sil Silent')
      act('account', silent)
      const writer = own('Willa Writes')
      const { personId } = act<{ personId: number }>('account', writer, 'editor')
      const { id } = act<{ id: number }>('thread', 'rooms', own('For the list of people'), 'x')
      const { name } = act<{ name: string }>('person-name', personId)
      act('reply-as', id, name, 'A reply for the list.')
      const suspended = own('Nora Noisy')
      act('suspend', act<{ personId: number }>('account', suspended).personId, 'Loud.')
      await signInAs(page, 'Peter People', 'admin')
      const mark = writer.split(' ').at(-1) as string
      const row = (who: string) => page.locator('.people li').filter({ has: page.getByRole('link', { name: who, exact: true }) })

      await page.goto('/admin/people')
      await page.getByLabel('Name or address').fill(mark)
      await page.getByRole('button', { name: 'Find' }).click()
      await expect(row(writer)).toContainText('0 threads, 1 reply')
      await expect(row(writer)).toContainText(/joined .+ · never here/)
      await expect(row(writer)).toContainText('Editor')
      await expect(row(silent)).toContainText('no posts')
      await expect(row(own('Peter People')), 'who looks is here').toContainText(/last here \d+ \w+ \d{4}/)
      if (javaScriptEnabled) await expectAccessible(page)
      await expectNoSidewaysScroll(page)

      const shown = async (filter: string) => {
        await page.getByLabel('Who', { exact: true }).selectOption({ label: filter })
        await page.getByRole('button', { name: 'Find' }).click()
        await page.waitForURL((address) => address.searchParams.get('show') !== null)
        return (await page.locator('.people a').allInnerTexts()).sort()
      }
      expect(await shown('Suspended')).toEqual([suspended])
      expect(await shown('Editors')).toEqual([writer])
      expect(await shown('Never posted')).toEqual([suspended, own('Peter People'), silent].sort())
      expect(await shown('Imported authors, not claimed')).toEqual([])
      await expect(page.getByText('Nobody here has a name or address with these letters.')).toBeVisible()
      await page.getByRole('link', { name: 'Look among all' }).click()
      await expect(page.locator('.people li').first()).toBeVisible()
      await page.getByLabel('Order').selectOption({ label: 'When they were last here' })
      await page.getByRole('button', { name: 'Find' }).click()
      await expect(page.locator('.people li').first()).toContainText('last here')
      await expectNoSidewaysScroll(page)
    })
  })
}
