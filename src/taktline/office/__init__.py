"""What every room needs and no room owns: tasks, notifications, attachments, views, policies."""
