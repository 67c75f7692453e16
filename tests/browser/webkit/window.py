#!/usr/bin/python3
"""A window of WebKitGTK that WebKitWebDriver drives.

RAID_DATA is the folder of what pages keep; without it the window is a private one. RAID_DOWNLOADS is the folder of downloads.
On SIGUSR1 the page is printed there, as by the browser's menu: under WebDriver, WebKit ignores window.print() and knows no
command to print. RAID_PID is the file that says which process to tell.
"""

import os
import signal

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

DATA = os.environ.get("RAID_DATA")
DOWNLOADS = os.environ["RAID_DOWNLOADS"]


def make_context():
    if not DATA:
        return WebKit2.WebContext.new_ephemeral()
    manager = WebKit2.WebsiteDataManager(base_data_directory=DATA, base_cache_directory=DATA + "/cache")
    return WebKit2.WebContext.new_with_website_data_manager(manager)


def print_to_file(view):
    settings = Gtk.PrintSettings()
    settings.set_printer("Print to File")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, "file://" + DOWNLOADS + "/printed.pdf")
    operation = WebKit2.PrintOperation.new(view)
    operation.set_print_settings(settings)
    operation.print_()
    return True


def choose_place(download, name):
    download.set_destination("file://" + DOWNLOADS + "/" + name.replace("/", "_"))
    return True


def open_window(context):
    window = Gtk.Window()
    window.set_default_size(1280, 900)
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    view.get_settings().set_enable_page_cache(False)
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR1, print_to_file, view)
    view.connect("close", lambda _view: window.destroy())
    window.add(view)
    window.show_all()
    return view


def begin(context, session):
    info = WebKit2.ApplicationInfo()
    info.set_name("window.py")
    info.set_version(1, 0, 0)
    session.set_application_info(info)
    session.connect("create-web-view", lambda _session: open_window(context))


with open(os.environ["RAID_PID"], "w", encoding="utf-8") as file:
    file.write(str(os.getpid()))
context = make_context()
context.set_automation_allowed(True)
context.connect("automation-started", begin)
context.connect("download-started", lambda _context, download: download.connect("decide-destination", choose_place))
Gtk.main()
