<?php
/**
 * Settings → Sayso.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/** For those who may manage options, and nobody else. */
final class Sayso_Settings_Page {
	const SLUG = 'sayso';

	public static function init(): void {
		add_action( 'admin_menu', array( self::class, 'menu' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( SAYSO_FILE ), array( self::class, 'link' ) );
		add_action( 'admin_init', array( self::class, 'suggest_policy' ) );
	}

	public static function menu(): void {
		add_options_page( 'Sayso', 'Sayso', 'manage_options', self::SLUG, array( self::class, 'render' ) );
	}

	/** @param string[] $links What stands under the plugin's name in the list of plugins. */
	public static function link( $links ): array {
		$here = sprintf( '<a href="%s">%s</a>', esc_url( self::url() ), esc_html__( 'Settings', 'sayso' ) );
		return array_merge( array( $here ), (array) $links );
	}

	public static function url(): string {
		return admin_url( 'options-general.php?page=' . self::SLUG );
	}

	/** A paragraph for the store's own privacy policy, under Settings → Privacy. */
	public static function suggest_policy(): void {
		$text = __( 'We ask what we may capture of your visit, and keep a signed receipt of your choice. Without your choice, or where the law lets us start without one, nothing is captured that you have not been told of. You can change your mind at any time under “Your privacy choices” on every page.', 'sayso' );
		wp_add_privacy_policy_content( 'Sayso', wp_kses_post( wpautop( $text ) ) );
	}

	public static function render(): void {
		if ( ! current_user_can( 'manage_options' ) ) {
			return;
		}
		?>
		<div class="wrap">
			<h1>Sayso</h1>
			<p><?php esc_html_e( 'Asks your visitors what you may capture, and captures nothing else. Until collector and site id are set, nothing is added to your pages.', 'sayso' ); ?></p>
			<form action="options.php" method="post">
				<?php settings_fields( Sayso_Settings::OPTION ); ?>
				<table class="form-table" role="presentation">
					<?php
					self::text( 'collector', __( 'Collector', 'sayso' ), 'url', 'https://collector.example', __( 'Where your collector is reached from outside.', 'sayso' ) );
					self::text( 'site', __( 'Site id', 'sayso' ), 'text', 'shop', __( 'As in “sayso site create”. It is public.', 'sayso' ) );
					self::text( 'region', __( 'Region of all visitors', 'sayso' ), 'text', 'DE', __( 'Only if you know it, as for a store that serves one country. It can make things stricter than your policy’s default; looser only if your policy trusts pages. Empty: the collector goes by what it sees.', 'sayso' ) );
					self::box( 'link', __( 'Way back', 'sayso' ), __( 'Add a link to the visitor’s choices at the end of each page', 'sayso' ), __( 'Changing one’s mind has to be easy. If you turn this off, put [sayso_choices] into your footer.', 'sayso' ) );
					self::text( 'link_text', __( 'Words of the link', 'sayso' ), 'text', Sayso_Tag::link_words(), '' );
					self::box( 'noscript', __( 'Without JavaScript', 'sayso' ), __( 'Count page views of visitors without JavaScript', 'sayso' ), __( 'Adds an image to each page for those visitors. It is counted without any identifier, and only where the law does not ask for a yes first.', 'sayso' ) );
					self::text( 'keep_days', __( 'Refunds (days)', 'sayso' ), 'number', '90', __( 'For how many days after an order a refund may be told to the collector. For that, the visitor’s subject is kept with the order, encrypted, and only where the visitor has allowed something. 0: it is never kept.', 'sayso' ) );
					self::box( 'status', __( 'Order status', 'sayso' ), __( 'Also send “order_status” when an order is completed or cancelled', 'sayso' ), __( 'Your policy has to name that event; else the collector refuses it.', 'sayso' ) );
					self::key();
					?>
				</table>
				<?php submit_button(); ?>
			</form>
			<?php Sayso_Check::render(); ?>
		</div>
		<?php
	}

	private static function text( string $name, string $label, string $type, string $example, string $help ): void {
		printf(
			'<tr><th scope="row"><label for="sayso-%1$s">%2$s</label></th><td><input class="%3$s" id="sayso-%1$s" name="sayso[%1$s]" type="%4$s" value="%5$s" placeholder="%6$s" aria-describedby="sayso-%1$s-help"%7$s><p class="description" id="sayso-%1$s-help">%8$s</p></td></tr>',
			esc_attr( $name ),
			esc_html( $label ),
			'number' === $type ? 'small-text' : 'regular-text',
			esc_attr( $type ),
			esc_attr( (string) Sayso_Settings::get( $name ) ),
			esc_attr( $example ),
			'number' === $type ? ' min="0" max="400"' : '',
			esc_html( $help )
		);
	}

	private static function box( string $name, string $label, string $words, string $help ): void {
		printf(
			'<tr><th scope="row">%2$s</th><td><label><input id="sayso-%1$s" name="sayso[%1$s]" type="checkbox" value="1" %3$s> %4$s</label><p class="description">%5$s</p></td></tr>',
			esc_attr( $name ),
			esc_html( $label ),
			checked( (bool) Sayso_Settings::get( $name ), true, false ),
			esc_html( $words ),
			esc_html( $help )
		);
	}

	/** Whether there is an identity key. The key itself is never shown, nor kept in the database. */
	private static function key(): void {
		$words = '' === Sayso_Identify::key()
			? __( 'Not set: customers who log in are not told to the collector.', 'sayso' )
			: __( 'Set.', 'sayso' );
		$help  = __( 'A key of role “identity”, as SAYSO_IDENTITY_KEY in wp-config.php or in the server’s environment.', 'sayso' );
		printf(
			'<tr><th scope="row">%s</th><td>%s<p class="description">%s</p></td></tr>',
			esc_html__( 'Identity key', 'sayso' ),
			esc_html( $words ),
			esc_html( $help )
		);
	}
}
