// The first view, once everything above is there.

show_form();
focus_form();
visit();
