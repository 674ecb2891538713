import { catalogueOfficePages, catalogueSettingsPages } from './office-catalogue-pages.ts'
import { bookingOfficePages } from './office-pages.ts'
import { bookingPublicPages } from './public-pages.ts'

export const officePages = [...bookingOfficePages, ...catalogueOfficePages]

export const settingsPages = [...catalogueSettingsPages]

export const publicPages = [...bookingPublicPages]
