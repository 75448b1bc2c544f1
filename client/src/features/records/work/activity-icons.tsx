import {
  FileText,
  ListTodo,
  type LucideIcon,
  Paperclip,
  Phone,
  StickyNote,
  Target,
  UsersRound,
  Wrench,
} from 'lucide-react';

const ICONS: Record<string, LucideIcon> = {
  note: StickyNote,
  call: Phone,
  meeting: UsersRound,
  task: ListTodo,
  file: Paperclip,
  change: Wrench,
  opportunity: Target,
};

/** Icon of a kind of event: note, call, meeting, task, file, change. */
export function KindIcon({ kind }: { kind: string }) {
  const Icon = ICONS[kind] ?? FileText;
  return <Icon aria-hidden />;
}
