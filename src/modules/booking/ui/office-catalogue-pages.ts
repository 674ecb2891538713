import { route } from '@react-router/dev/routes'

const page = (path: string, file: string) => route(path, `modules/booking/ui/${file}`)

/** Services and staff, in the back office. */
export const catalogueOfficePages = [
  page('services', 'services-page.tsx'),
  page('services/new', 'new-service-page.tsx'),
  page('services/:serviceId', 'service-page.tsx'),
  page('staff', 'staff-page.tsx'),
  page('staff/new', 'new-staff-page.tsx'),
  page('staff/:staffId', 'staff-profile-page.tsx'),
  page('staff/:staffId/hours', 'staff-hours-page.tsx'),
  page('staff/:staffId/exceptions', 'staff-exceptions-page.tsx'),
  page('staff/:staffId/areas', 'staff-areas-page.tsx'),
]

/** Closed days, among the settings. */
export const catalogueSettingsPages = [page('settings/holidays', 'holidays-page.tsx')]
