import { Choice } from '@/components/forms/choice'
import type { timeZones } from '@/lib/notices/settings'
import type { FormState } from '@/lib/web/http'

const weekdays = { 0: 'Sunday', 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday', 6: 'Saturday' }
const hours = Object.fromEntries(Array.from({ length: 24 }, (_, hour) => [hour, `${String(hour).padStart(2, '0')}:00`]))

type Props = { form: FormState | undefined; regions: ReturnType<typeof timeZones>; timeZone: string; hour: string; weekday: string }

/** When a daily and a weekly mail come, by the person's own clock. */
export function DigestTimes({ form, regions, timeZone, hour, weekday }: Props) {
  const isListed = regions.some(({ zones }) => zones.includes(timeZone))
  return (
    <section aria-labelledby="h-times">
      <div className="sec-head">
        <h2 id="h-times">When daily and weekly mails come</h2>
      </div>
      <div className="q">
        <label className="lab" htmlFor="timeZone">
          Time zone
        </label>
        <select
          className="field"
          id="timeZone"
          name="timeZone"
          defaultValue={timeZone}
          aria-invalid={form?.field === 'timeZone' || undefined}
        >
          {!isListed && <option value={timeZone}>{timeZone}</option>}
          {regions.map(({ region, zones }) => (
            <optgroup key={region} label={region}>
              {zones.map((zone) => (
                <option key={zone} value={zone}>
                  {zone.replaceAll('_', ' ')}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        {form?.field === 'timeZone' && <p className="err">{form.message}</p>}
      </div>
      <div className="pair-fields">
        <Choice name="hour" label="Hour" value={hour} names={hours} />
        <Choice name="weekday" label="Day of the weekly mail" value={weekday} names={weekdays} />
      </div>
    </section>
  )
}
