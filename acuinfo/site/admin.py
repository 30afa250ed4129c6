"""What others would put on the desk, and we do not.

Secrets of second factors have no page: a lost phone is a matter for the command reset_two_factor. The tags of
django-taggit are not ours (see `acuinfo.publishing.models.Tag`), and its page for merging them asks for no right.
"""

from django.contrib import admin
from django_otp.plugins.otp_static import admin as _static_devices  # noqa: F401  registers what is removed below
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp import admin as _totp_devices  # noqa: F401  the same
from django_otp.plugins.otp_totp.models import TOTPDevice
from taggit import admin as _tags  # noqa: F401  the same
from taggit.models import Tag

admin.site.unregister([StaticDevice, TOTPDevice, Tag])
