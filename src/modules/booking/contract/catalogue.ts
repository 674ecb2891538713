import { z } from 'zod'
import { Opening, WeeklyHours } from '#values/business-hours.ts'
import { endpoint } from '#values/endpoint.ts'
import { Day, Id, optionalText, text } from '#values/ids.ts'
import { Phone } from '#values/phone.ts'
import { Postcode } from '#values/postcode.ts'
import { Zone } from '#values/zone.ts'
import { Picture } from './pictures.ts'

/** Minor units (pence). */
const Amount = z.coerce.number().int().min(0).max(100_000_000)
const Minutes = (max: number) => z.coerce.number().int().min(0).max(max)
const Colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'Use a colour such as #0F5C4D.')
const Flag = z.stringbool().or(z.boolean())

export const Category = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  position: z.number(),
  serviceCount: z.number(),
})
export type Category = z.infer<typeof Category>

export const Extra = z.object({
  id: Id,
  name: z.string(),
  price: z.number().describe('Minor units, for one.'),
  minutes: z.number(),
  maxQuantity: z.number(),
})
export type Extra = z.infer<typeof Extra>

/** A service as the office sees it. Prices in minor units of the organisation's currency. */
export const Service = z.object({
  id: Id,
  slug: z.string(),
  categoryId: Id.nullable(),
  categoryName: z.string().nullable(),
  name: z.string(),
  summary: z.string(),
  description: z.string(),
  durationMinutes: z.number(),
  price: z.number(),
  /** Paid online when booking; null means the whole price. */
  deposit: z.number().nullable(),
  payOnDay: z.boolean(),
  bufferBeforeMinutes: z.number(),
  bufferAfterMinutes: z.number(),
  online: z.boolean(),
  active: z.boolean(),
  colour: z.string(),
  imageUrl: z.string().nullable(),
  position: z.number(),
  extras: z.array(Extra),
  staffIds: z.array(Id),
})
export type Service = z.infer<typeof Service>

export const Area = z.object({
  id: Id,
  postcode: z.string(),
  radiusKm: z.number(),
  lat: z.number(),
  lon: z.number(),
  /** True when only the postcode area is known, so the position may be kilometres off. */
  approximate: z.boolean(),
})
export type Area = z.infer<typeof Area>

export const ScheduleOverride = z.object({
  id: Id,
  day: z.string(),
  hours: z.array(Opening),
  reason: z.string(),
})
export type ScheduleOverride = z.infer<typeof ScheduleOverride>

export const StaffMember = z.object({
  id: Id,
  memberId: Id.nullable(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  bio: z.string(),
  photoUrl: z.string().nullable(),
  colour: z.string(),
  zone: z.string(),
  weekly: WeeklyHours,
  active: z.boolean(),
  position: z.number(),
  serviceIds: z.array(Id),
  areas: z.array(Area),
  overrides: z.array(ScheduleOverride),
})
export type StaffMember = z.infer<typeof StaffMember>

const ServiceFields = z.object({
  categoryId: Id.nullable().optional(),
  name: text(120),
  summary: text(200, 0).default(''),
  description: text(4000, 0).default(''),
  durationMinutes: z.coerce.number().int().min(5, 'At least 5 minutes.').max(1440, 'At most 24 hours.'),
  price: Amount,
  deposit: Amount.nullable().default(null),
  payOnDay: Flag.default(true),
  bufferBeforeMinutes: Minutes(480).default(0),
  bufferAfterMinutes: Minutes(480).default(0),
  online: Flag.default(true),
  active: Flag.default(true),
  colour: Colour.default('#0F5C4D'),
  image: Picture.nullable().optional(),
  extras: z
    .array(
      z.strictObject({
        id: Id.optional(),
        name: text(80),
        price: Amount,
        minutes: Minutes(480),
        maxQuantity: z.coerce.number().int().min(1).max(20).default(1),
      }),
    )
    .max(40)
    .default([]),
  staffIds: z.array(Id).max(500).optional(),
})

const StaffFields = z.object({
  name: text(120),
  email: z.email('Use an address such as ana@example.com.').max(200).nullable().optional(),
  phone: optionalText(40).pipe(Phone.optional()),
  bio: text(1000, 0).default(''),
  colour: Colour.default('#3B6FA0'),
  zone: Zone.optional(),
  active: Flag.default(true),
  memberId: Id.nullable().optional(),
  photo: Picture.nullable().optional(),
  serviceIds: z.array(Id).max(500).optional(),
})

const category = { name: text(80), description: text(400, 0).default('') }

export const listCategories = endpoint({
  method: 'GET',
  path: '/api/v1/categories',
  summary: 'List service categories in order',
  access: 'catalogue.view',
  input: z.object({}),
  output: z.object({ items: z.array(Category) }),
})
export const createCategory = endpoint({
  method: 'POST',
  path: '/api/v1/categories',
  summary: 'Create a category',
  access: 'catalogue.edit',
  status: 201,
  input: z.object(category),
  output: Category,
})
export const updateCategory = endpoint({
  method: 'PATCH',
  path: '/api/v1/categories/:categoryId',
  summary: 'Change a category',
  access: 'catalogue.edit',
  input: z.object({ categoryId: Id, ...category }),
  output: Category,
  errors: ['booking.category_not_found'],
})
export const deleteCategory = endpoint({
  method: 'DELETE',
  path: '/api/v1/categories/:categoryId',
  summary: 'Delete an empty category',
  access: 'catalogue.edit',
  input: z.object({ categoryId: Id }),
  output: z.object({ id: Id }),
  errors: ['booking.category_not_found', 'booking.category_in_use'],
})
export const reorderCatalogue = endpoint({
  method: 'POST',
  path: '/api/v1/catalogue/order',
  summary: 'Put categories, services or staff into this order',
  access: 'catalogue.edit',
  input: z.object({ kind: z.enum(['category', 'service', 'staff']), ids: z.array(Id).min(1).max(500) }),
  output: z.object({ ids: z.array(Id) }),
  errors: ['booking.category_not_found', 'booking.service_not_found', 'booking.staff_not_found'],
})

export const listServices = endpoint({
  method: 'GET',
  path: '/api/v1/services',
  summary: 'List services with their extras and people',
  access: 'catalogue.view',
  input: z.object({ q: z.string().max(100).optional(), categoryId: Id.optional(), active: Flag.optional() }),
  output: z.object({ items: z.array(Service) }),
})
export const getService = endpoint({
  method: 'GET',
  path: '/api/v1/services/:serviceId',
  summary: 'One service',
  access: 'catalogue.view',
  input: z.object({ serviceId: Id }),
  output: Service,
  errors: ['booking.service_not_found'],
})
export const createService = endpoint({
  method: 'POST',
  path: '/api/v1/services',
  summary: 'Create a service',
  access: 'catalogue.edit',
  status: 201,
  input: ServiceFields,
  output: Service,
  errors: ['booking.category_not_found', 'booking.staff_not_found', 'booking.picture_unreadable'],
})
export const updateService = endpoint({
  method: 'PUT',
  path: '/api/v1/services/:serviceId',
  summary: 'Change a service, its extras and its people',
  access: 'catalogue.edit',
  input: ServiceFields.extend({ serviceId: Id }),
  output: Service,
  errors: [
    'booking.service_not_found',
    'booking.category_not_found',
    'booking.staff_not_found',
    'booking.picture_unreadable',
  ],
})
export const deleteService = endpoint({
  method: 'DELETE',
  path: '/api/v1/services/:serviceId',
  summary: 'Move a service to the trash; visits keep what was sold',
  access: 'catalogue.edit',
  input: z.object({ serviceId: Id }),
  output: z.object({ id: Id }),
  errors: ['booking.service_not_found'],
})
export const restoreService = endpoint({
  method: 'POST',
  path: '/api/v1/services/:serviceId/restore',
  summary: 'Take a service back from the trash',
  access: 'catalogue.edit',
  input: z.object({ serviceId: Id }),
  output: Service,
  errors: ['booking.service_not_found'],
})

export const listStaff = endpoint({
  method: 'GET',
  path: '/api/v1/staff',
  summary: 'List the people who do visits',
  access: 'staff.view',
  input: z.object({ q: z.string().max(100).optional(), serviceId: Id.optional(), active: Flag.optional() }),
  output: z.object({ items: z.array(StaffMember) }),
})
export const getStaffMember = endpoint({
  method: 'GET',
  path: '/api/v1/staff/:staffId',
  summary: 'One person, with hours, areas and exceptions',
  access: 'staff.view',
  input: z.object({ staffId: Id }),
  output: StaffMember,
  errors: ['booking.staff_not_found'],
})
export const createStaffMember = endpoint({
  method: 'POST',
  path: '/api/v1/staff',
  summary: 'Add a person',
  access: 'staff.edit',
  status: 201,
  input: StaffFields,
  output: StaffMember,
  errors: ['booking.service_not_found', 'booking.picture_unreadable'],
})
export const updateStaffMember = endpoint({
  method: 'PUT',
  path: '/api/v1/staff/:staffId',
  summary: 'Change a person and their skills',
  access: 'staff.edit',
  input: StaffFields.extend({ staffId: Id }),
  output: StaffMember,
  errors: ['booking.staff_not_found', 'booking.service_not_found', 'booking.picture_unreadable'],
})
export const deleteStaffMember = endpoint({
  method: 'DELETE',
  path: '/api/v1/staff/:staffId',
  summary: 'Move a person to the trash; their past visits stay',
  access: 'staff.edit',
  input: z.object({ staffId: Id }),
  output: z.object({ id: Id }),
  errors: ['booking.staff_not_found'],
})
export const restoreStaffMember = endpoint({
  method: 'POST',
  path: '/api/v1/staff/:staffId/restore',
  summary: 'Take a person back from the trash',
  access: 'staff.edit',
  input: z.object({ staffId: Id }),
  output: StaffMember,
  errors: ['booking.staff_not_found'],
})
export const setWeeklyHours = endpoint({
  method: 'PUT',
  path: '/api/v1/staff/:staffId/hours',
  summary: 'Set the weekly working hours',
  access: 'staff.edit',
  input: z.object({ staffId: Id, zone: Zone.optional(), weekly: WeeklyHours }),
  output: StaffMember,
  errors: ['booking.staff_not_found'],
})
export const setScheduleOverride = endpoint({
  method: 'PUT',
  path: '/api/v1/staff/:staffId/overrides/:day',
  summary: 'Replace one day, or every day up to another; no hours closes them',
  access: 'staff.edit',
  input: z.object({
    staffId: Id,
    day: Day,
    /** The last day of a stretch of at most 92 days; only `day` when missing. */
    untilDay: Day.optional(),
    hours: z.array(Opening).max(10),
    reason: text(200, 0).default(''),
  }),
  output: StaffMember,
  errors: ['booking.staff_not_found'],
})
export const removeScheduleOverride = endpoint({
  method: 'DELETE',
  path: '/api/v1/staff/:staffId/overrides/:day',
  summary: 'Back to the weekly hours on this day, or on every day up to another',
  access: 'staff.edit',
  input: z.object({ staffId: Id, day: Day, untilDay: Day.optional() }),
  output: StaffMember,
  errors: ['booking.staff_not_found'],
})
export const setStaffAreas = endpoint({
  method: 'PUT',
  path: '/api/v1/staff/:staffId/areas',
  summary: 'Set the areas a person covers',
  access: 'staff.edit',
  input: z.object({
    staffId: Id,
    areas: z
      .array(z.strictObject({ postcode: Postcode, radiusKm: z.coerce.number().min(0.1).max(500) }))
      .max(50),
  }),
  output: StaffMember,
  errors: ['booking.staff_not_found', 'booking.postcode_unknown'],
})
