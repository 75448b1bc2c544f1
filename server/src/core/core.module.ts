import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { NotificationsModule } from '../platform/notifications/notifications.module.js';
import { recordTypes } from '../platform/records/record-type.js';
import { AccountRules } from './accounts/account-rules.js';
import { Account } from './accounts/account.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { AccountPulse } from './activities/account-pulse.js';
import { AnnouncementRules } from './announcements/announcement-rules.js';
import { Announcement } from './announcements/announcement.js';
import { AnnouncementsController, MyAnnouncementsController } from './announcements/announcements.controller.js';
import { Announcements } from './announcements/announcements.js';
import { ActivityListeners } from './activities/activity-listeners.js';
import { ActivitiesController } from './activities/activities.controller.js';
import { ActivityNotices } from './activities/activity-notices.js';
import { ActivityProgress } from './activities/activity-progress.js';
import { ActivityRules } from './activities/activity-rules.js';
import { Activity } from './activities/activity.js';
import { Reminders } from './activities/reminders.js';
import { AccountContactRules } from './contacts/account-contact-rules.js';
import { AccountContact } from './contacts/account-contact.js';
import { AccountContactsController } from './contacts/account-contacts.controller.js';
import { ContactRules } from './contacts/contact-rules.js';
import { Contact } from './contacts/contact.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { ConversationsController } from './conversations/conversations.controller.js';
import { Conversations } from './conversations/conversations.js';
import { MessageSearch } from './conversations/message-search.js';
import './conversations/conversation.js';
import { MyDayController } from './day/my-day.controller.js';
import { MyDay } from './day/my-day.js';
import { Digests } from './digest/digests.js';
import { Duplicates } from './duplicates/duplicates.js';
import { FeedController } from './feed/feed.controller.js';
import { FollowFeed } from './feed/follow-feed.js';
import { changeSource } from './file/change-source.js';
import { CompanyTimelinesController } from './file/company-timelines.controller.js';
import { CustomerFile } from './file/customer-file.js';
import { FileContributions } from './file/file-contributions.js';
import { activitySource, fileSource, noteSource } from './file/timeline-sources.js';
import { Timeline } from './file/timeline.js';
import { FollowersController } from './followers/followers.controller.js';
import { Followers } from './followers/followers.js';
import { CommentsController, ReactionsController } from './notes/comments.controller.js';
import { Comments } from './notes/comments.js';
import { Mentionables } from './notes/mentionable.js';
import { NoteRules } from './notes/note-rules.js';
import { Note } from './notes/note.js';
import { NotesController } from './notes/notes.controller.js';
import { Reactions } from './notes/reactions.js';
import { LiveRecords } from './presence/live-records.js';
import { PresenceController } from './presence/presence.controller.js';
import { Presence } from './presence/presence.js';
import { GlobalSearch } from './search/global-search.js';
import { SearchController } from './search/search.controller.js';
import './api-examples.js';
import { TagSuggestions } from './tags/tag-suggestions.js';
import { TagsController } from './tags/tags.controller.js';

/** Accounts, contacts, activities, notes and what people say to each other: what every business module stands on. */
@Global()
@Module({
  imports: [NotificationsModule],
  controllers: [
    AccountsController,
    ContactsController,
    AccountContactsController,
    ActivitiesController,
    NotesController,
    TagsController,
    FollowersController,
    MyDayController,
    SearchController,
    CommentsController,
    ReactionsController,
    PresenceController,
    ConversationsController,
    AnnouncementsController,
    MyAnnouncementsController,
    FeedController,
    CompanyTimelinesController,
  ],
  providers: [
    AccountRules,
    ContactRules,
    AccountContactRules,
    AccountPulse,
    ActivityRules,
    ActivityProgress,
    NoteRules,
    Comments,
    Reactions,
    Mentionables,
    LiveRecords,
    Presence,
    Conversations,
    MessageSearch,
    Digests,
    AnnouncementRules,
    Announcements,
    FollowFeed,
    Followers,
    TagSuggestions,
    ActivityListeners,
    ActivityNotices,
    Reminders,
    MyDay,
    FileContributions,
    CustomerFile,
    Timeline,
    Duplicates,
    GlobalSearch,
  ],
  exports: [ActivityListeners, FileContributions, Duplicates, Timeline],
})
export class CoreModule implements OnModuleInit {
  constructor(
    private readonly accountRules: AccountRules,
    private readonly contactRules: ContactRules,
    private readonly accountContactRules: AccountContactRules,
    private readonly activityRules: ActivityRules,
    private readonly noteRules: NoteRules,
    private readonly announcementRules: AnnouncementRules,
    private readonly contributions: FileContributions,
  ) {}

  onModuleInit(): void {
    recordTypes.of(Account).rules = this.accountRules;
    recordTypes.of(Contact).rules = this.contactRules;
    recordTypes.of(AccountContact).rules = this.accountContactRules;
    recordTypes.of(Activity).rules = this.activityRules;
    recordTypes.of(Note).rules = this.noteRules;
    recordTypes.of(Announcement).rules = this.announcementRules;
    for (const source of [activitySource, noteSource, fileSource, changeSource]) this.contributions.addSource(source);
  }
}
